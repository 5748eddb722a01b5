/* rng: random numbers as a pure function of their address.
 *
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011)
 * maps a 64-bit key and a 128-bit counter to 128 random bits. There is no state: draw i of layer l
 * is the same whatever was drawn before it, so a deeper network begins with the weights of the
 * shallower one, and work may be done in any order. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

/* What a stream of numbers is for; two purposes never share draws. */
enum rng_purpose {
    RNG_WEIGHT = 1,
    RNG_BIAS,
    RNG_INPUT,
    RNG_GRADIENT,
    RNG_TEST,
    RNG_SLOPE,
    RNG_AUDIT
};

struct rng {
    uint64_t seed;
    enum rng_purpose purpose;
    uint32_t layer;
    uint32_t replica; /* 0, 1, ... : independent repeats under one seed */
};

/* The ten rounds. Test vectors of the Random123 distribution hold. */
void rng_philox(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4]);

/* Block `index` of the stream: two uniform doubles in (0, 1), each an odd multiple of 2^-53,
 * so never 0 and never 1. */
void rng_uniform(const struct rng *r, uint64_t index, double out[2]);

#endif
