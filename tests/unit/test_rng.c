/* rng against the known answers of the Random123 distribution, and its addressing. */
#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* kat_vectors of Random123: philox4x32, 10 rounds. */
static const struct vector {
    uint32_t counter[4], key[2], want[4];
} vectors[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void known_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        uint32_t out[4];
        rng_philox(vectors[i].key, vectors[i].counter, out);
        assert_memory_equal(out, vectors[i].want, sizeof out);
    }
}

/* Inside (0, 1), odd multiples of 2^-53, mean 1/2 and variance 1/12 within five sigma. */
static void uniforms(void **state)
{
    (void)state;
    enum { BLOCKS = 50000, N = 2 * BLOCKS };
    const struct rng r = {.seed = 7, .purpose = RNG_TEST, .layer = 3, .replica = 1};
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < BLOCKS; i++) {
        double u[2];
        rng_uniform(&r, i, u);
        for (int k = 0; k < 2; k++) {
            assert_true(u[k] > 0 && u[k] < 1);
            assert_int_equal((uint64_t)(u[k] * 0x1p53) % 2, 1);
            sum += u[k];
            squares += (u[k] - 0.5) * (u[k] - 0.5);
        }
    }
    const double mean_sigma = 0.28867513459481287 / 316.22776601683796; /* 1/sqrt(12 N) */
    assert_true(sum / N - 0.5 < 5 * mean_sigma && sum / N - 0.5 > -5 * mean_sigma);
    const double variance = squares / N * 12;
    assert_true(variance > 1 - 0.02 && variance < 1 + 0.02); /* sigma of it is 0.0028 */
}

/* Every part of the address changes the draw; the same address gives it again. */
static void addresses(void **state)
{
    (void)state;
    const struct rng base = {.seed = 1, .purpose = RNG_WEIGHT, .layer = 2, .replica = 0};
    struct rng other[] = {base, base, base, base, base};
    other[1].seed = (uint64_t)1 << 32 | 1;
    other[2].purpose = RNG_BIAS;
    other[3].layer = 3;
    other[4].replica = 1;
    double want[2], got[2];
    rng_uniform(&base, 12, want);
    rng_uniform(&other[0], 12, got);
    assert_memory_equal(got, want, sizeof got);
    for (size_t i = 1; i < sizeof other / sizeof other[0]; i++) {
        rng_uniform(&other[i], 12, got);
        assert_true(got[0] != want[0] && got[1] != want[1]);
    }
    rng_uniform(&base, 13, got);
    assert_true(got[0] != want[0]);
    rng_uniform(&base, 12 + ((uint64_t)1 << 32), got); /* the index is 64 bits */
    assert_true(got[0] != want[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(uniforms),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
