/* Of large layers every n-th value is counted: which samples and units those are. */
#include "view/flow_spread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Walks a layer; the least and the most often that a sample is seen, and a unit. */
struct seen {
    int all, sample[2], unit[2];
};

static void extremes(const int *n, int count, int out[2])
{
    out[0] = out[1] = n[0];
    for (int i = 1; i < count; i++) {
        out[0] = n[i] < out[0] ? n[i] : out[0];
        out[1] = n[i] > out[1] ? n[i] : out[1];
    }
}

static struct seen walk(int width, int batch, int most)
{
    int sample[STACK_BATCH_MAX] = {0}, unit[STACK_WIDTH_MAX] = {0};
    const long values = (long)width * batch, step = flow_spread_step(width, batch, most);
    struct seen s = {.all = 0};
    assert_true(step >= 1);
    for (long k = 0; k < values; k += step, s.all++) {
        sample[k % batch]++;
        unit[k / batch]++;
    }
    extremes(sample, batch, s.sample);
    extremes(unit, width, s.unit);
    return s;
}

static void all_samples_and_units_are_seen(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 7, 48, 64, 96, 100, 512, 768, 4096};
    static const int batches[] = {1, 2, 3, 8, 30, 64, 128, 210, 1024, 4096};
    static const int mosts[] = {512, 4096};
    for (size_t i = 0; i < 2 * 100; i++) {
        const int width = widths[i / 10 % 10], batch = batches[i % 10], most = mosts[i / 100];
        const struct seen s = walk(width, batch, most);
        assert_true(s.all <= most);
        if ((long)width * batch <= most) {
            assert_int_equal(s.all, width * batch);
            continue;
        }
        if (s.sample[1] - s.sample[0] > 1 || s.unit[1] - s.unit[0] > 1 || 5 * s.all < most)
            fail_msg("%d units, batch %d: %d seen, samples %d to %d times, units %d to %d", width,
                     batch, s.all, s.sample[0], s.sample[1], s.unit[0], s.unit[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_samples_and_units_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
