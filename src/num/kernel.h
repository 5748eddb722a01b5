/* kernel: the loops in which networks spend their time, in versions for several processors.
 *
 * A version is a const table of functions, chosen once at start and passed down by pointer. All
 * versions with fused multiply-add give the same bits: one accumulator per element, fused
 * multiply-add in ascending k; activations with separate multiply and add; statistics in eight
 * lanes with the tree ((0+4)+(2+6))+((1+5)+(3+7)). See stack.h for the layout of matrices.
 *
 *   name     needs          products
 *   avx2     AVX2 and FMA   vectors of 4, fused
 *   scalar   nothing        fma() of the C library, slow without the instruction: for tests
 *   sse2     nothing        vectors of 2, multiply and add separately: other digits, says so
 *   (on AArch64 `neon` takes the place of avx2) */
#ifndef NUM_KERNEL_H
#define NUM_KERNEL_H

#include <stdbool.h>

#include "base/err.h"

struct kernel; /* its members: kernel_impl.h, for stack.c, theory.c and the kernels */

/* The best version for this machine, or the one named (NULL: best). NULL with a message if the
 * name is unknown or the machine cannot run it. */
const struct kernel *kernel_choose(const char *name, struct err *e);

const char *kernel_name(const struct kernel *k);

/* f and f' (either may be NULL) of n numbers by the fast tier: f within 4 and f' within 6 ulp where
 * the formula does not cancel, elsewhere within 1e-14 of max(1, |f|); the same bits from every
 * kernel. Functions of one's own: act_array. x may be f or df. */
struct act_use;
void kernel_activate(const struct kernel *k, const struct act_use *use, int n, const double *x,
                     double *f, double *df);

/* Are products fused? If not, digits differ from those of other machines. */
bool kernel_is_fused(const struct kernel *k);

#endif
