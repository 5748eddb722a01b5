/* The way back: from dL/da_N down to dL/dx, layer by layer. */
#include "num/act_rows.h"
#include "num/stack_impl.h"

#include <math.h>
#include <stdlib.h>

static const double BACK_NS = 0.6, JOIN_NS = 2, GAMMA_NS = 2, ROUND_NS = 6, SCALE_NS = 0.5;

static bool is_narrow(const struct stack *s)
{
    return s->spec.precision != ROUND_F64;
}

/* dL/da_l of the layer at work. */
static const double *gradient(const struct stack *s, int l)
{
    return l == s->depth ? s->top : s->g;
}

/* One chunk of W_l^T d_l. */
static bool product_back(struct stack *s, int l)
{
    int W = s->spec.width;
    struct stack_range r = stack_next_range(s, W, s->tiles, W);
    s->kernel->product(&(struct kernel_product){
        .a = stack_layer_weight(s, l),
        .row_stride = 1,
        .k_stride = s->ld,
        .depth = W,
        .b = stack_layer_d(s, l),
        .b_tile = s->tile,
        .c = s->spec.residual ? s->h : s->g,
        .c_tile = s->tile,
        .row = r.row,
        .row_end = r.row_end,
        .tile = r.column,
        .tile_end = r.column_end,
        .next = l > 1 && r.row_end == W ? stack_layer_weight(s, l - 1) : NULL});
    return s->at.row == W;
}

/* W_{l+1}^T d_{l+1}; g_N is given. */
bool stack_back_product(struct stack *s)
{
    return s->at.l == s->depth || product_back(s, s->at.l + 1);
}

/* The power of two that brings a matrix of this size back to 1; 0 if it is near. Narrow formats
 * under- and overflow as they would. */
static int exponent_of(const struct stack *s, struct stack_rms size)
{
    enum { NEAR = 64, NEARER = 16 };
    if (is_narrow(s) || !(size.rms > 0) || isinf(size.rms))
        return 0;
    const int exponent = ilogb(size.rms) + size.exponent, far = abs(exponent);
    return far < NEARER || (far < NEAR && !stack_has_tiny_weights(&s->spec)) ? 0 : exponent;
}

/* Divides x by 2^s->scale, a chunk a call: in two steps, since 2^1074 is no double. */
static bool scale(struct stack *s, double *x)
{
    if (s->scale == 0)
        return true;
    const double first = ldexp(1, -(s->scale / 2)), second = ldexp(1, s->scale / 2 - s->scale);
    const struct stack_range r = stack_next_extra(s, &s->at.tile, SCALE_NS);
    for (ptrdiff_t i = r.column * s->tile; i < r.column_end * s->tile; i++)
        x[i] = x[i] * first * second;
    return s->at.tile == s->tiles;
}

bool stack_scale_g(struct stack *s)
{
    return scale(s, s->g);
}

bool stack_scale_d(struct stack *s)
{
    return scale(s, stack_layer_d(s, s->at.l));
}

/* g = h 2^.. + g above 2^.., for tiles of the layer below l, and the squares of both. d_l and g_l
 * were near 1 by their exponents, so the larger of these serves the sum: what the other loses in
 * it is below its last bit. */
static void join_tiles(struct stack *s, int l, int exponent, const struct stack_range *r)
{
    const double *above = gradient(s, l);
    const double of_h = ldexp(1, s->exponent[l - 1] - exponent);
    const double of_g = ldexp(1, s->g_exponent - exponent);
    const enum round_format format = s->spec.precision;
    for (int t = r->column; t < r->column_end; t++)
        for (ptrdiff_t i = 0; i < s->spec.width; i++)
            for (int k = 0; k < stack_lanes(s, t); k++) {
                ptrdiff_t at = t * s->tile + i * KERNEL_TILE + k;
                double h = round_to(format, s->h[at]);
                double g = round_to(format, h * of_h + above[at] * of_g);
                s->h[at] = h;
                s->g[at] = g;
                s->join_sums[0][k] += h * h;
                s->join_sums[1][k] += g * g;
            }
}

static double join_ns(const struct stack *s)
{
    return is_narrow(s) ? ROUND_NS : s->spec.residual ? JOIN_NS : 0;
}

/* g_{l-1} of the product W_l^T d_l: rounded, and with g_l where a skip leads past layer l. */
static bool join(struct stack *s, int l)
{
    s->scale = 0;
    if (!s->spec.residual && !is_narrow(s)) {
        s->g_exponent = s->exponent[l - 1];
        return true;
    }
    if (s->at.tile == 0)
        for (int k = 0; k < KERNEL_TILE; k++)
            s->join_sums[0][k] = s->join_sums[1][k] = 0;
    const int of_d = s->exponent[l - 1], exponent = of_d > s->g_exponent ? of_d : s->g_exponent;
    if (s->at.tile < s->tiles) {
        struct stack_range r = stack_next_tiles(s, join_ns(s));
        if (s->spec.residual)
            join_tiles(s, l, exponent, &r);
        else
            round_array(s->spec.precision, (r.column_end - r.column) * s->tile,
                        s->g + r.column * s->tile);
    }
    if (s->at.tile < s->tiles || !s->spec.residual)
        return s->at.tile == s->tiles;
    const struct stack_wanted wanted[] = {
        {.matrix = s->h, .squares = kernel_tree(s->join_sums[0]), .rms = &s->h_rms},
        {.matrix = s->g, .squares = kernel_tree(s->join_sums[1]), .rms = &s->g_rms},
    };
    if (!stack_look_at(s, 2, wanted))
        return false;
    s->h_rms.exponent += of_d;
    s->scale = exponent_of(s, s->g_rms);
    s->g_exponent = exponent + s->scale;
    return true;
}

bool stack_back_join(struct stack *s)
{
    if (s->at.l < s->depth)
        return join(s, s->at.l + 1);
    s->g_exponent = s->scale = 0;
    return true;
}

/* Adds g min(0, n) to the lanes of each unit: dL/dgamma of prelu. */
static void add_gamma(struct stack *s, const struct stack_range *r)
{
    const double *g = gradient(s, s->at.l), *z = stack_layer_z(s, s->at.l);
    const double small = ldexp(1, -stack_far_exponent(s->layer[s->at.l - 1].z_rms));
    for (int t = r->column; t < r->column_end; t++)
        for (ptrdiff_t i = 0; i < s->spec.width; i++)
            for (int k = 0; k < stack_lanes(s, t); k++) {
                ptrdiff_t at = t * s->tile + i * KERNEL_TILE + k;
                s->square[i * KERNEL_TILE + k] += z[at] < 0 ? g[at] * (z[at] * small) : 0;
            }
}

static void gamma_statistics(struct stack *s)
{
    struct stack_layer *row = &s->layer[s->at.l - 1];
    const int exponent = s->g_exponent + stack_far_exponent(row->z_rms);
    const enum round_format format = s->spec.precision;
    double sum = 0, squares = 0;
    for (int i = 0; i < s->spec.width; i++) {
        double v = kernel_tree(s->square + (ptrdiff_t)i * KERNEL_TILE) / s->spec.batch;
        sum += v;
        v = round_to(format, v);
        squares += v * v;
    }
    row->dgamma = ldexp(round_to(format, sum), exponent);
    row->dgamma_rms = ldexp(sqrt(squares / s->spec.width), exponent);
}

/* e = g phi' / 2^slope_exponent with both rounded: the loop of kernel->back for narrow formats and
 * slopes near the ends of the range of doubles. */
static void back_slowly(struct stack *s, const struct stack_range *r)
{
    const double factor = ldexp(1, -s->slope_exponent[s->at.l - 1]);
    const double *g = gradient(s, s->at.l);
    const double *slope = stack_layer_slope(s, s->at.l);
    double *d = stack_layer_d(s, s->at.l);
    for (int t = r->column; t < r->column_end; t++)
        for (ptrdiff_t i = 0; i < s->spec.width; i++)
            for (int k = 0; k < KERNEL_TILE; k++) {
                ptrdiff_t at = t * s->tile + i * KERNEL_TILE + k;
                bool counted = k < stack_lanes(s, t);
                double e = counted ? round_to(s->spec.precision, g[at] * (slope[at] * factor)) : 0;
                d[at] = e;
                s->back_sums.g2[k] += counted ? g[at] * g[at] : 0;
                s->back_sums.d2[k] += e * e;
            }
}

static void back_tiles(struct stack *s, const struct stack_range *r)
{
    if (is_narrow(s) || s->slope_exponent[s->at.l - 1] != 0)
        back_slowly(s, r);
    else
        s->kernel->back(&(struct kernel_back){.g = gradient(s, s->at.l),
                                              .slope = stack_layer_slope(s, s->at.l),
                                              .d = stack_layer_d(s, s->at.l),
                                              .tile_stride = s->tile,
                                              .units = s->spec.width,
                                              .samples = s->spec.batch,
                                              .sums = &s->back_sums,
                                              .tile = r->column,
                                              .tile_end = r->column_end});
}

/* Has f a parameter whose gradient is wanted? */
static bool is_learnable(const struct stack *s)
{
    return s->spec.act.act == &act_prelu_row && !s->lean;
}

static double back_ns(const struct stack *s)
{
    return (is_narrow(s) ? ROUND_NS : BACK_NS) + (is_learnable(s) ? GAMMA_NS : 0);
}

/* e_l = g_l phi'(z_l), which is d_l where no norm is */
bool stack_back_sweep(struct stack *s)
{
    const int l = s->at.l;
    if (s->at.tile == 0) {
        s->back_sums = (struct kernel_back_sums){.g2 = {0}};
        for (ptrdiff_t i = 0; is_learnable(s) && i < s->tile; i++)
            s->square[i] = 0;
    }
    if (s->at.tile < s->tiles) {
        struct stack_range r = stack_next_tiles(s, back_ns(s));
        if (is_learnable(s))
            add_gamma(s, &r);
        back_tiles(s, &r);
    }
    const struct stack_wanted wanted[] = {
        {.matrix = gradient(s, l), .squares = kernel_tree(s->back_sums.g2), .rms = &s->g_rms},
        {.matrix = stack_layer_d(s, l), .squares = kernel_tree(s->back_sums.d2), .rms = &s->e_rms},
    };
    if (s->at.tile < s->tiles || !stack_look_at(s, 2, wanted))
        return false;
    s->exponent[l - 1] = s->g_exponent + s->slope_exponent[l - 1];
    s->layer[l - 1].dgamma = s->layer[l - 1].dgamma_rms = (double)NAN;
    if (is_learnable(s))
        gamma_statistics(s);
    return true;
}

/* The gradient's columns and the shares of its change from l + 1 to l. */
static void back_statistics(struct stack *s, int l)
{
    struct stack_layer *row = &s->layer[l - 1];
    const bool is_top = l == s->depth;
    s->g_rms.exponent += s->g_exponent;
    s->e_rms.exponent += s->exponent[l - 1];
    s->scale = exponent_of(s, s->d_rms);
    s->d_rms.exponent += s->exponent[l - 1];
    s->exponent[l - 1] += s->scale;
    if (is_top)
        s->d_last = s->d_rms;
    if (l == 1)
        s->d_first = s->d_rms;

    double g = stack_rms_log10(s->g_rms), e = stack_rms_log10(s->e_rms);
    double h = is_top || !s->spec.residual ? g : stack_rms_log10(s->h_rms);
    row->grad_rms = stack_rms_value(s->d_rms);
    row->grad_log10 = stack_rms_log10(s->d_rms);
    row->share_slope = e - g;
    row->share_norm = s->spec.norm == STACK_NORM_NONE ? 0 : row->grad_log10 - e;
    row->share_skip = is_top || !s->spec.residual ? 0 : g - h;
    row->share_weight = is_top ? 0 : h - s->layer[l].grad_log10;
}

/* d_l is there: its statistics, and its exponent. */
bool stack_back_settle(struct stack *s)
{
    const int l = s->at.l;
    const struct stack_wanted d = {
        .matrix = stack_layer_d(s, l), .squares = STACK_UNKNOWN, .rms = &s->d_rms};
    if (s->spec.norm == STACK_NORM_NONE)
        s->d_rms = s->e_rms;
    else if (!stack_look_at(s, 1, &d))
        return false;
    back_statistics(s, l);
    return true;
}

/* g_0 = W_1^T d_1, and what a skip adds. */
bool stack_bottom_product(struct stack *s)
{
    return product_back(s, 1);
}

bool stack_bottom_join(struct stack *s)
{
    return join(s, 1);
}

bool stack_compare_outside(struct stack *s)
{
    const struct stack_wanted wanted[] = {
        {.matrix = s->g, .squares = STACK_UNKNOWN, .rms = &s->bottom_rms},
        {.matrix = s->top, .squares = STACK_UNKNOWN, .rms = &s->top_rms},
    };
    if (!stack_look_at(s, 2, wanted))
        return false;
    const struct stack_rms g = s->bottom_rms, top = s->top_rms;
    struct stack_rms total = {g.rms / top.rms, g.exponent + s->g_exponent - top.exponent};
    s->result.total = stack_rms_value(total);
    s->result.total_log10 = stack_rms_log10(total);
    const double all = stack_rms_log10((struct stack_rms){g.rms, g.exponent + s->g_exponent});
    const double of_weight = s->spec.residual ? stack_rms_log10(s->h_rms) : all;
    s->result.share_weight = of_weight - s->layer[0].grad_log10;
    s->result.share_skip = s->spec.residual ? all - of_weight : 0;
    return true;
}

double stack_back_work(const struct stack *s)
{
    return s->spec.layers * (double)s->matrix * (back_ns(s) + join_ns(s));
}

double stack_change_log10(double first, double last)
{
    return isfinite(last) ? first - last : (double)NAN;
}

bool stack_compare_ends(struct stack *s)
{
    const struct stack_layer *first = &s->layer[0], *last = &s->layer[s->depth - 1];
    const struct stack_rms ratio = {s->d_first.rms / s->d_last.rms,
                                    s->d_first.exponent - s->d_last.exponent};
    struct stack_result *result = &s->result;
    result->ratio_log10 = stack_change_log10(first->grad_log10, last->grad_log10);
    result->ratio = isnan(result->ratio_log10) ? (double)NAN : stack_rms_value(ratio);
    int steps = s->depth - 1;
    result->decades = steps ? result->ratio_log10 / steps : (double)NAN;
    return true;
}
