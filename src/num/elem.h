/* elem: elementary functions of our own, so that digits do not depend on the machine's libm
 * (which picks other code for other processors). Plain IEEE double operations: the same bits from
 * every compiler at -O0 and -O2. `sqrt`, `fma`, `fabs`, `floor`, `ldexp` and the like are exact
 * and are used from libm (`fma` only for the exact error of a product).
 *
 * nan in, nan out. Worst errors are stated in elem_*.c beside each function and held by
 * tests/num/test_elem.c. */
#ifndef NUM_ELEM_H
#define NUM_ELEM_H

double elem_exp(double x);
double elem_expm1(double x);
double elem_log(double x);   /* x < 0: nan, 0: -inf */
double elem_log1p(double x); /* x < -1: nan, -1: -inf */
double elem_log10(double x);
double elem_log10_scaled(double x, int exponent); /* of x 2^exponent, a double or not */
double elem_log2(double x);
double elem_pow(double x, double y); /* C99 Annex F special cases */
double elem_sin(double x);
double elem_cos(double x);
double elem_atan(double x);
double elem_erf(double x);
double elem_erfc(double x);
double elem_sinh(double x);
double elem_cosh(double x);
double elem_tanh(double x);
double elem_sigmoid(double x); /* 1 / (1 + e^-x), right in both tails */

/* Standard normals by Box-Muller from two uniforms in (0, 1):
 * sqrt(-2 log u0) * (cos 2 pi u1, sin 2 pi u1). */
void elem_box_muller(const double u[2], double out[2]);

#endif
