/* act_fn: f, f', f'' and df/dparameter of every row of the table, each accurate over all doubles.
 *
 * p: the parameters in the row's order. Throughout: nan in, nan out; at +-inf the limit. At a kink
 * f' is the slope named in the row's `convention`; f'' is the second derivative of that same side,
 * so 0; df/dparameter is continuous there (0). */
#ifndef NUM_ACT_FN_H
#define NUM_ACT_FN_H

double act_identity(double x, const double *p);
double act_identity_df(double x, const double *p);

double act_step(double x, const double *p);
double act_signum(double x, const double *p);

/* 0, and nan for nan: f' of step and signum, f'' of everything piecewise linear. */
double act_flat(double x, const double *p);

double act_relu(double x, const double *p);
double act_relu_df(double x, const double *p);

double act_leaky(double x, const double *p);
double act_leaky_df(double x, const double *p);
double act_leaky_dparam(double x, const double *p, int k);

#endif
