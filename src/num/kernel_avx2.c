/* Vectors of 4 with fused multiply-add: every x86-64 processor of the last ten years. The Makefile
 * gives this object, and no other, -mavx2 -mfma. */
#include "num/kernel_impl.h"

#if defined(__x86_64__)

#include <immintrin.h>

enum {
    KERNEL_FUSED = 1,
    KERNEL_ROWS = 6
}; /* 12 accumulators, 2 of b, 1 of a: 15 of 16 registers */

#define KERNEL_LANES 4
#define KERNEL_NAME  "avx2"
#define KERNEL_TABLE kernel_avx2
#include "num/kernel_vec.inc"

INLINE vec madd(vec a, vec b, vec c)
{
    return _mm256_fmadd_pd(a, b, c);
}

/* Keeps gcc from loading b anew for every product. */
INLINE vec in_register(vec v)
{
    __asm__("" : "+x"(v));
    return v;
}

/* Products of 32-bit words that lie in elements of 64. */
INLINE uvec multiply_words(uvec a, uvec b)
{
    return (uvec)_mm256_mul_epu32((__m256i)a, (__m256i)b);
}

/* Lane i of vector k becomes lane k of vector i. */
INLINE void flip(vec v[LANES])
{
    const vec low_01 = _mm256_unpacklo_pd(v[0], v[1]), high_01 = _mm256_unpackhi_pd(v[0], v[1]);
    const vec low_23 = _mm256_unpacklo_pd(v[2], v[3]), high_23 = _mm256_unpackhi_pd(v[2], v[3]);
    v[0] = _mm256_permute2f128_pd(low_01, low_23, 0x20);
    v[1] = _mm256_permute2f128_pd(high_01, high_23, 0x20);
    v[2] = _mm256_permute2f128_pd(low_01, low_23, 0x31);
    v[3] = _mm256_permute2f128_pd(high_01, high_23, 0x31);
}

INLINE vec square_root(vec x)
{
    return _mm256_sqrt_pd(x);
}

#include "num/kernel_table.inc"

#endif
