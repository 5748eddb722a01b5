/* dump: the weights, biases, inputs and top gradients of the cases, for ask.py: blank-separated
 * numbers, each kind behind its name. */
#include <stdio.h>

#include "cases.h"

static void print_case(int i)
{
    static const char *const norms[] = {"none", "batch", "layer"};
    const struct stack_spec spec = torch_spec(i);
    struct stack *s = stack_new(&spec, kernel_choose(NULL, NULL), NULL, NULL);
    while (s && stack_step(s))
        continue;
    if (!s)
        return;
    (void)printf("case %s %s %d\nx", torch_cases[i].act, norms[spec.norm], spec.residual);
    for (int unit = 0; unit < CASE_WIDTH; unit++)
        for (int b = 0; b < CASE_BATCH; b++)
            (void)printf(" %.17g", stack_a(s, 0, unit, b));
    (void)printf("\ntop");
    for (int unit = 0; unit < CASE_WIDTH; unit++)
        for (int b = 0; b < CASE_BATCH; b++)
            (void)printf(" %.17g", stack_top(s, unit, b));
    for (int l = 1; l <= CASE_LAYERS; l++) {
        (void)printf("\nweight");
        for (int to = 0; to < CASE_WIDTH; to++)
            for (int from = 0; from < CASE_WIDTH; from++)
                (void)printf(" %.17g", stack_weight(s, l, to, from));
        (void)printf("\nbias");
        for (int unit = 0; unit < CASE_WIDTH; unit++)
            (void)printf(" %.17g", stack_bias(s, l, unit));
    }
    (void)printf("\nend\n");
    stack_free(s);
}

int main(void)
{
    for (int i = 0; i < TORCH_CASES; i++)
        print_case(i);
    return 0;
}
