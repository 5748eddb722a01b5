/* Forward and backward against PyTorch 1.13 in float64 on the same weights: what each activation
 * saw, its output, dL/dz, dL/dW, dL/dx. The numbers stand in torch/expected.txt; torch/dump.c and
 * torch/ask.py made them (`make torch`). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "torch/cases.h"

enum { LINE = 4000, VALUES = CASE_WIDTH * CASE_BATCH };

static const double tolerance = 1e-12; /* of the root mean square of what is compared */

/* The next line of the file, which must begin with `name`: its numbers. Returns how many. */
static int read_values(FILE *file, const char *name, double out[VALUES])
{
    char line[LINE];
    assert_non_null(fgets(line, sizeof line, file));
    size_t n = strlen(name);
    if (strncmp(line, name, n) != 0 || line[n] != ' ')
        fail_msg("%s expected: %.40s", name, line);
    int count = 0;
    char *end;
    for (char *at = line + n; count < VALUES; at = end) {
        double v = strtod(at, &end);
        if (end == at)
            break;
        out[count++] = v;
    }
    return count;
}

/* Of a layer: kind 'n', 'a', 'd', or 'x' for dL/dx. */
static double value_of(const struct stack *s, char kind, int l, int unit, int sample)
{
    int exponent = 0;
    double v = kind == 'n'   ? stack_z(s, l, unit, sample)
               : kind == 'a' ? stack_a(s, l, unit, sample)
               : kind == 'd' ? stack_d(s, l, unit, sample, &exponent)
                             : stack_bottom(s, unit, sample, &exponent);
    return ldexp(v, exponent);
}

static void compare(FILE *file, const struct stack *s, const char *name, char kind, int l)
{
    double want[VALUES], square = 0;
    assert_int_equal(read_values(file, name, want), VALUES);
    for (int i = 0; i < VALUES; i++)
        square += want[i] * want[i];
    double rms = sqrt(square / VALUES);
    for (int i = 0; i < VALUES; i++) {
        double got = value_of(s, kind, l, i / CASE_BATCH, i % CASE_BATCH);
        if (!(fabs(got - want[i]) <= tolerance * rms))
            fail_msg("%s of layer %d, number %d: %.17g, PyTorch %.17g", name, l, i, got, want[i]);
    }
}

static void check_case(FILE *file, int i)
{
    char line[LINE], head[64];
    const struct stack_spec spec = torch_spec(i);
    struct stack *s = stack_new(&spec, kernel_choose(NULL, NULL), NULL, NULL);
    assert_non_null(s);
    while (stack_step(s))
        continue;
    (void)snprintf(head, sizeof head, "case %s ", torch_cases[i].act);
    assert_non_null(fgets(line, sizeof line, file));
    assert_int_equal(strncmp(line, head, strlen(head)), 0);
    for (int l = 1; l <= CASE_LAYERS; l++) {
        double dw[VALUES];
        compare(file, s, "n", 'n', l);
        compare(file, s, "a", 'a', l);
        compare(file, s, "d", 'd', l);
        assert_int_equal(read_values(file, "dw", dw), 1);
        assert_true(fabs(stack_result(s)->layer[l - 1].dw_rms - dw[0]) <= tolerance * dw[0]);
    }
    compare(file, s, "dx", 'x', 0);
    stack_free(s);
}

static void test_pytorch_agrees(void **state)
{
    (void)state;
    FILE *file = fopen("tests/num/torch/expected.txt", "r");
    assert_non_null(file);
    for (int i = 0; i < TORCH_CASES; i++)
        check_case(file, i);
    assert_int_equal(fgetc(file), EOF);
    (void)fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pytorch_agrees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
