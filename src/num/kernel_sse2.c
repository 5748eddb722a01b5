/* Vectors of 2, multiply and add rounded separately: x86-64 without fused multiply-add. Its digits
 * are not those of the other versions. */
#include "num/kernel_impl.h"

#if defined(__x86_64__)

#include <emmintrin.h>

enum { KERNEL_FUSED = 0, KERNEL_ROWS = 3 }; /* 12 accumulators of 16 registers */

#define KERNEL_LANES 2
#define KERNEL_NAME  "sse2"
#define KERNEL_TABLE kernel_sse2
#include "num/kernel_vec.inc"

INLINE vec madd(vec a, vec b, vec c)
{
    return a * b + c;
}

INLINE vec in_register(vec v)
{
    __asm__("" : "+x"(v));
    return v;
}

/* Products of 32-bit words that lie in elements of 64. */
INLINE uvec multiply_words(uvec a, uvec b)
{
    return (uvec)_mm_mul_epu32((__m128i)a, (__m128i)b);
}

INLINE vec square_root(vec x)
{
    return _mm_sqrt_pd(x);
}

#include "num/kernel_table.inc"

#endif
