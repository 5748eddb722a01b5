/* cases: small networks whose gradients PyTorch was asked for, shared by what writes their weights
 * out (dump.c) and by the test that compares (test_torch.c). */
#ifndef TESTS_TORCH_CASES_H
#define TESTS_TORCH_CASES_H

#include "num/stack.h"

enum { CASE_LAYERS = 4, CASE_WIDTH = 6, CASE_BATCH = 5 };

static const struct torch_case {
    const char *act;
    enum stack_init init;
    enum stack_norm norm;
    bool residual;
} torch_cases[] = {
    {"sigmoid", STACK_XAVIER, STACK_NORM_NONE, false},
    {"relu", STACK_HE, STACK_NORM_NONE, false},
    {"gelu", STACK_HE, STACK_NORM_NONE, true},
    {"tanh", STACK_LECUN, STACK_NORM_LAYER, false},
    {"silu", STACK_HE, STACK_NORM_BATCH, false},
    {"elu", STACK_HE, STACK_NORM_BATCH, true},
    {"softplus", STACK_ORTHOGONAL, STACK_NORM_LAYER, true},
    {"mish", STACK_HE, STACK_NORM_NONE, false},
    {"selu", STACK_LECUN, STACK_NORM_NONE, false},
    {"prelu", STACK_HE, STACK_NORM_NONE, false},
};
enum { TORCH_CASES = sizeof torch_cases / sizeof torch_cases[0] };

static inline struct stack_spec torch_spec(int i)
{
    struct stack_spec spec = {.layers = CASE_LAYERS,
                              .width = CASE_WIDTH,
                              .batch = CASE_BATCH,
                              .init = torch_cases[i].init,
                              .norm = torch_cases[i].norm,
                              .residual = torch_cases[i].residual,
                              .gain = 1,
                              .bias = 0.25,
                              .seed = 7,
                              .weight = 1,
                              .saturated_below = 0.05};
    spec.act = act_use_of(act_find(NULL, torch_cases[i].act));
    return spec;
}

#endif
