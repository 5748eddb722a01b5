/* Vectors of 2 with fused multiply-add: every AArch64 processor. */
#include "num/kernel_impl.h"

#if defined(__aarch64__)

#include <arm_neon.h>

enum { KERNEL_FUSED = 1, KERNEL_ROWS = 6 }; /* 24 accumulators and 4 of b, of 32 registers */

#define KERNEL_LANES 2
#define KERNEL_NAME  "neon"
#define KERNEL_TABLE kernel_neon
#include "num/kernel_vec.inc"

INLINE vec madd(vec a, vec b, vec c)
{
    return vfmaq_f64(c, a, b);
}

INLINE vec in_register(vec v)
{
    return v;
}

/* Products of 32-bit words that lie in elements of 64. */
INLINE uvec multiply_words(uvec a, uvec b)
{
    return (uvec)vmull_u32(vmovn_u64((uint64x2_t)a), vmovn_u64((uint64x2_t)b));
}

INLINE vec square_root(vec x)
{
    return vsqrtq_f64(x);
}

#include "num/kernel_table.inc"

#endif
