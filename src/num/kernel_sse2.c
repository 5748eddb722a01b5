/* Vectors of 2, multiply and add rounded separately: x86-64 without fused multiply-add. Its digits
 * are not those of the other versions. */
#include "num/kernel_impl.h"

#if defined(__x86_64__)

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

#include "num/kernel_table.inc"

#endif
