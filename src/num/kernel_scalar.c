/* fma() of the C library, lane by lane: the same bits as the fast versions on any machine, slow.
 * What the others are tested against. */
#include "num/kernel_impl.h"

#include <math.h>

enum { KERNEL_FUSED = 1, KERNEL_ROWS = 3 };

#define KERNEL_LANES 2
#define KERNEL_NAME  "scalar"
#define KERNEL_TABLE kernel_scalar
#include "num/kernel_vec.inc"

INLINE vec madd(vec a, vec b, vec c)
{
    return (vec){fma(a[0], b[0], c[0]), fma(a[1], b[1], c[1])};
}

INLINE vec in_register(vec v)
{
    return v;
}

/* Products of 32-bit words that lie in elements of 64. */
INLINE uvec multiply_words(uvec a, uvec b)
{
    return a * b;
}

INLINE vec square_root(vec x)
{
    return (vec){sqrt(x[0]), sqrt(x[1])};
}

#include "num/kernel_table.inc"
