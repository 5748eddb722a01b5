/* The list of the activation functions, in the order in which people see them: first the course's
 * own, then the rest of the field. */
#include "num/act_rows.h"

const struct act *const act_table[] = {
    &act_identity_row,   &act_step_row,          &act_signum_row,     &act_sigmoid_row,
    &act_tanh_row,       &act_relu_row,          &act_leaky_relu_row, &act_prelu_row,
    &act_elu_row,        &act_softplus_row,      &act_maxout_row,     &act_lif_row,
    &act_selu_row,       &act_celu_row,          &act_gelu_row,       &act_gelu_tanh_row,
    &act_silu_row,       &act_swish_row,         &act_mish_row,       &act_relu6_row,
    &act_rrelu_row,      &act_srelu_row,         &act_hardtanh_row,   &act_hardsigmoid_row,
    &act_hardswish_row,  &act_softsign_row,      &act_logsigmoid_row, &act_tanhshrink_row,
    &act_softshrink_row, &act_hardshrink_row,    &act_threshold_row,  &act_thresholded_relu_row,
    &act_squareplus_row, &act_sparse_plus_row,   &act_lecun_tanh_row, &act_symmetrical_sigmoid_row,
    &act_arctan_row,     &act_bent_identity_row, &act_loglog_row,     &act_gaussian_row,
    &act_absolute_row,   &act_sin_row,           &act_cos_row,        &act_sinc_row,
    &act_elish_row,      &act_relu2_row,         &act_isru_row,       &act_snake_row,
};

const int act_count = sizeof act_table / sizeof act_table[0];
