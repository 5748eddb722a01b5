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

INLINE vec square_root(vec x)
{
    return _mm256_sqrt_pd(x);
}

#include "num/kernel_table.inc"

#endif
