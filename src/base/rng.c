#include "base/rng.h"

void rng_philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4])
{
    uint32_t k0 = key[0], k1 = key[1];
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53U * c0;
        uint64_t p1 = (uint64_t)0xCD9E8D57U * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9U; /* Weyl sequence: golden ratio, then sqrt(3) - 1 */
        k1 += 0xBB67AE85U;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* 52 random bits with a one behind them: an odd multiple of 2^-53. */
static double unit(uint32_t hi, uint32_t lo)
{
    uint64_t bits = (uint64_t)hi << 20 | lo >> 12;
    return (double)(bits * 2 + 1) * 0x1p-53;
}

void rng_uniform(const struct rng *r, uint64_t index, double out[2])
{
    const uint32_t key[2] = {(uint32_t)r->seed, (uint32_t)(r->seed >> 32)};
    const uint32_t counter[4] = {(uint32_t)index, (uint32_t)(index >> 32), r->layer,
                                 (uint32_t)r->purpose << 24 | (r->replica & 0xFFFFFFU)};
    uint32_t bits[4];
    rng_philox(key, counter, bits);
    out[0] = unit(bits[0], bits[1]);
    out[1] = unit(bits[2], bits[3]);
}
