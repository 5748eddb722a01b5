/* stack: a real multilayer perceptron of N equal layers, run forward and backward.
 *
 *   z_l = W_l a_{l-1} + b_l,  a_l = phi(z_l),  l = 1..N       a_0 = x: B inputs, x ~ N(0,1)
 *   g_N = dL/da_N ~ N(0,1), scaled to rms 1;  d_l = dL/dz_l = g_l * phi'(z_l);  g_{l-1} = W_l^T d_l
 *   dL/dW_l = d_l a_{l-1}^T / B  (mean over the batch)
 *
 * With a residual  a_l = a_{l-1} + phi(z_l)  and  g_{l-1} = W_l^T d_l + g_l.  With a norm phi sees
 * n_l = (z_l - mean) / sqrt(variance + 1e-5)  instead, over the batch for every unit or over the
 * units for every sample, without an affine part; d_l = (e - mean(e) - n mean(e n)) / sqrt(...)
 * with e = g_l phi'(n_l) and the same means. What is called z below is then n_l, d_l stays dL/dz_l.
 *
 * With a narrow precision weights (once), x, dL/da_N and after every step z, n, phi, phi', a, e, d,
 * g and every dL/dW are rounded to that format (num/round.h); sums accumulate in double.
 *
 * Shapes: W_l [W x W] (all layers are square, the input too), z_l, a_l, d_l [W x B].
 * Draws: weights RNG_WEIGHT keyed by layer l = 1..N, row-major index; unit draws, then one
 * multiplication by sigma, so that turning the gain draws nothing anew (stack_cache keeps them).
 * rrelu has a slope for every unit, uniform on [lower, upper], drawn (RNG_SLOPE, by layer and unit)
 * once a pass; in a chain it has their mean.
 *
 * Work is done in slices: stack_step does about a millisecond of it, so that a screen can answer
 * within a frame at any size: no part of it goes through a whole matrix at once. A result exists
 * only when all of it is done. Gradients carry an integer power of two per layer: log10 of a
 * gradient under 10,000 sigmoid layers is a number. Not so with a narrow precision: there they
 * underflow as they would. This module knows no clock. */
#ifndef NUM_STACK_H
#define NUM_STACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "num/act.h"
#include "num/kernel.h"
#include "num/round.h"

/* Spread of the weights: variance of a weight is (gain * s)^2 with s^2 =
 *   xavier 2/(fan_in + fan_out) (Glorot & Bengio 2010), he 2/fan_in (He et al. 2015),
 *   lecun 1/fan_in (LeCun et al. 1998), orthogonal: W = gain * Q, Q^T Q = 1 (Saxe et al. 2014),
 *   normal:S std S, uniform:A on [-A, A], whatever the width. */
enum stack_init {
    STACK_XAVIER,
    STACK_HE,
    STACK_LECUN,
    STACK_ORTHOGONAL,
    STACK_NORMAL,
    STACK_UNIFORM
};
enum stack_dist { STACK_DIST_NORMAL, STACK_DIST_UNIFORM };

/* Chain: one unit a layer with bias b_l = x - w a_{l-1}, so that every z_l is x and
 * total = |w phi'(x)|^N exactly (|1 + w phi'(x)|^N with a residual), also where w phi'(x) is less
 * than a double holds; width and batch are 1, init does not matter. */
enum stack_mode { STACK_MLP, STACK_CHAIN };

/* Batch: a unit's mean and variance over the samples (Ioffe & Szegedy 2015), needs two samples;
 * layer: a sample's over the units (Ba et al. 2016), needs two units. Chains have neither. */
enum stack_norm { STACK_NORM_NONE, STACK_NORM_BATCH, STACK_NORM_LAYER };

enum { STACK_LAYERS_MAX = 10000, STACK_WIDTH_MAX = 4096, STACK_BATCH_MAX = 4096 };

struct stack_spec {
    struct act_use act;
    int layers, width, batch; /* N, W, B */
    enum stack_init init;
    double init_scale; /* S or A of normal, uniform; ignored otherwise */
    enum stack_dist dist;
    double gain;
    double bias; /* standard deviation of the biases; 0: none */
    uint64_t seed;
    uint32_t replica;
    enum stack_mode mode;
    double weight, input;   /* w and x of a chain */
    double saturated_below; /* |phi'| below this counts as saturated */
    bool residual;
    enum stack_norm norm;
    enum round_format precision;
};

/* One layer's row, the columns of `actviz flow`. rms over units and batch; fractions 0..1. Neither
 * rms nor mean is lost where only their sums leave the range of doubles. */
struct stack_layer {
    double z_mean, z_rms, a_mean, a_rms;
    double zero;      /* fraction of a that is exactly 0 */
    double saturated; /* fraction of z with |phi'(z)| < saturated_below */
    double dead;      /* fraction of units that are 0 for the whole batch */
    double slope_rms; /* of phi'(z) */
    double grad_rms;  /* of d_l = dL/dz_l; 0 where a double cannot hold it, see grad_log10 */
    double grad_log10;
    double dw_rms; /* of dL/dW_l */
    double dw_log10;
    double theory_log10; /* mean-field prediction of grad_log10; nan where there is none */
    /* log10 rms d_l - log10 rms d_{l+1} = share_weight + share_skip + share_slope + share_norm:
     * what W_{l+1}^T did, then what joined over the skip, then what phi'(z_l) did, then the norm.
     * For l = N there is neither weight nor skip above (0), without a norm no share of it (0). */
    double share_slope, share_weight, share_norm, share_skip;
    /* prelu only, else nan: dL/dgamma, mean over the batch, if each unit had a gamma of its own
     * (rms over the units) and if the layer had one (their sum). */
    double dgamma_rms, dgamma;
};

struct stack_result {
    int layers;
    const struct stack_layer *layer; /* [layers], layer[0] is l = 1 */
    double ratio, ratio_log10;       /* rms d_1 / rms d_N: N - 1 steps; see stack_change_log10 */
    double total, total_log10;       /* rms dL/da_0 / rms dL/da_N: N steps */
    double decades;                  /* ratio_log10 / (N - 1); nan for N = 1 */
    /* log10 rms dL/da_0 - log10 rms d_1 = share_weight + share_skip: as of the layers, what W_1^T
     * did, then what joined over the skip (0 without one). */
    double share_weight, share_skip;
};

/* The one definition of what is left of a gradient, whose sizes are given as log10: first / last.
 * Blocked, -inf: the first is exactly 0, though the last is a number and not 0. Overflow, inf: only
 * the first left the range of its numbers. Nothing to compare with, nan: the last is exactly 0
 * itself, or no number, as all is behind a forward pass that overflowed. */
double stack_change_log10(double first, double last);

struct stack;
struct stack_cache; /* unit draws by (seed, replica, width, dist, layer), shared between stacks */

/* Keeps at most `bytes` of draws; the oldest go first. */
struct stack_cache *stack_cache_new(size_t bytes);
void stack_cache_free(struct stack_cache *c);

/* Lets the oldest draws go until at most `bytes` of them are left. */
void stack_cache_trim(struct stack_cache *c, size_t bytes);

/* Checks ranges. The message names option, value and what is allowed. */
bool stack_check(const struct stack_spec *spec, struct err *e);

/* Bytes a stack of this shape takes, SIZE_MAX if beyond counting. */
size_t stack_bytes(const struct stack_spec *spec);

/* A stack with no work done. NULL with a message if the spec is not allowed or its memory not to be
 * had. `cache` may be NULL. spec is copied. */
struct stack *stack_new(const struct stack_spec *spec, const struct kernel *kernel,
                        struct stack_cache *cache, struct err *e);
void stack_free(struct stack *s);

/* The same for whoever wants nothing but `ratio`, `ratio_log10`, `decades`, and of the rows the
 * gradient's sizes, shares and theory: all else of the result is nan, and stack_forward, stack_d
 * and stack_bottom must not be asked. It may be sent back from several depths, at the price of one
 * way up. */
struct stack *stack_new_lean(const struct stack_spec *spec, const struct kernel *kernel,
                             struct stack_cache *cache, struct err *e);

/* Has a finished lean stack compute what the stack of its first `layers` layers would give, bit for
 * bit: draws are addressed by layer, so nothing but the way back depends on the depth. */
void stack_back_from(struct stack *s, int layers);

const struct stack_spec *stack_spec(const struct stack *s);

/* Starts the work anew with another spec in the memory that the stack has. False, and nothing
 * changed, if the spec is not allowed, does not fit, or would leave most of that memory idle. */
bool stack_reset(struct stack *s, const struct stack_spec *spec);

/* Does one slice; true while there is more to do. */
bool stack_step(struct stack *s);

/* 0..1, of the work. */
double stack_progress(const struct stack *s);

/* The result, or NULL while work is left. Valid until the next reset or free. */
const struct stack_result *stack_result(const struct stack *s);

/* The layers' columns of the forward pass, [N], from the moment when that pass is done: these, a
 * and z stay as they are while the rest is computed. NULL before. */
const struct stack_layer *stack_forward(const struct stack *s);

/* Matrices of a finished stack, for checks: layer l = 1..N (a also 0), unit i, sample b. Gradients
 * are divided by 2^exponent of their layer. */
double stack_weight(const struct stack *s, int l, int to, int from);
double stack_a(const struct stack *s, int l, int unit, int sample);
double stack_z(const struct stack *s, int l, int unit, int sample);
double stack_d(const struct stack *s, int l, int unit, int sample, int *exponent);
double stack_top(const struct stack *s, int unit, int sample); /* dL/da_N as given */
double stack_bottom(const struct stack *s, int unit, int sample, int *exponent); /* dL/dx */
double stack_bias(const struct stack *s, int l, int unit); /* in a chain that of its one sample */

#endif
