/* act_rows: the rows that the families act_*.c define, for the list in act_table.c. Everybody else
 * walks act_table (act.h), but for measure_moment.c, whose law is one of them. */
#ifndef NUM_ACT_ROWS_H
#define NUM_ACT_ROWS_H

#include "num/act.h"

extern const struct act act_identity_row;
extern const struct act act_step_row;
extern const struct act act_signum_row;
extern const struct act act_sigmoid_row;
extern const struct act act_tanh_row;
extern const struct act act_relu_row;
extern const struct act act_leaky_relu_row;
extern const struct act act_prelu_row;
extern const struct act act_elu_row;
extern const struct act act_softplus_row;
extern const struct act act_maxout_row;
extern const struct act act_lif_row;
extern const struct act act_selu_row;
extern const struct act act_celu_row;
extern const struct act act_gelu_row;
extern const struct act act_gelu_tanh_row;
extern const struct act act_silu_row;
extern const struct act act_swish_row;
extern const struct act act_mish_row;
extern const struct act act_relu6_row;
extern const struct act act_rrelu_row;
extern const struct act act_srelu_row;
extern const struct act act_hardtanh_row;
extern const struct act act_hardsigmoid_row;
extern const struct act act_hardswish_row;
extern const struct act act_softsign_row;
extern const struct act act_logsigmoid_row;
extern const struct act act_tanhshrink_row;
extern const struct act act_softshrink_row;
extern const struct act act_hardshrink_row;
extern const struct act act_threshold_row;
extern const struct act act_thresholded_relu_row;
extern const struct act act_squareplus_row;
extern const struct act act_sparse_plus_row;
extern const struct act act_lecun_tanh_row;
extern const struct act act_symmetrical_sigmoid_row;
extern const struct act act_arctan_row;
extern const struct act act_bent_identity_row;
extern const struct act act_loglog_row;
extern const struct act act_gaussian_row;
extern const struct act act_absolute_row;
extern const struct act act_sin_row;
extern const struct act act_cos_row;
extern const struct act act_sinc_row;
extern const struct act act_elish_row;
extern const struct act act_relu2_row;
extern const struct act act_isru_row;
extern const struct act act_snake_row;

#endif
