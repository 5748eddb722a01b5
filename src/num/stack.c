#include "num/stack_impl.h"

#include "num/theory.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { LINE = 64, HEADROOM_MAX = 64 << 20 }; /* bytes: a cache line; spare memory */

/* A slice, in ns of an ordinary core: a screen fits a dozen of them in a frame. */
static const double SLICE_NS = 0.4e6, THEORY_NS = 3e3, DOWN_NS = 100;

static bool check_number(const char *name, double v, double min, double max, struct err *e)
{
    if (v >= min && v <= max)
        return true;
    return err_set(e, "%s %g: a number from %g to %g is allowed", name, v, min, max);
}

static bool check_size(const char *name, int v, int max, struct err *e)
{
    if (v >= 1 && v <= max)
        return true;
    return err_set(e, "%s %d: a whole number from 1 to %d is allowed", name, v, max);
}

/* Means are taken over at least two numbers. */
static bool check_norm(const struct stack_spec *spec, struct err *e)
{
    if (spec->norm == STACK_NORM_NONE)
        return true;
    if (spec->mode == STACK_CHAIN)
        return err_set(e, "mode chain: its units are held at their input; norm is none there: "
                          "set norm none first");
    if (spec->norm == STACK_NORM_BATCH && spec->batch < 2)
        return err_set(e, "norm batch: one sample has no spread; batch must be 2 or more, not %d",
                       spec->batch);
    if (spec->norm == STACK_NORM_LAYER && spec->width < 2)
        return err_set(e, "norm layer: one unit has no spread; width must be 2 or more, not %d",
                       spec->width);
    return true;
}

bool stack_check(const struct stack_spec *spec, struct err *e)
{
    const double most = 1e6;
    if (!check_size("layers", spec->layers, STACK_LAYERS_MAX, e) ||
        !check_size("width", spec->width, STACK_WIDTH_MAX, e) ||
        !check_size("batch", spec->batch, STACK_BATCH_MAX, e))
        return false;
    if (spec->mode == STACK_CHAIN && (spec->width != 1 || spec->batch != 1))
        return err_set(e, "mode chain: width and batch are 1, not %d and %d", spec->width,
                       spec->batch);
    if (!check_norm(spec, e))
        return false;
    bool scaled = spec->init == STACK_NORMAL || spec->init == STACK_UNIFORM;
    return check_number("gain", spec->gain, 0, most, e) &&
           check_number("bias", spec->bias, 0, most, e) &&
           check_number("weight", spec->weight, -most, most, e) &&
           check_number("input", spec->input, -most, most, e) &&
           check_number("saturated_below", spec->saturated_below, 0, most, e) &&
           (!scaled || check_number("init", spec->init_scale, 0, most, e));
}

static int tiles_of(const struct stack_spec *spec)
{
    return (spec->batch + KERNEL_TILE - 1) / KERNEL_TILE;
}

/* Rows of W start on a cache line; where they would all start on few lines of the cache (a column
 * walk then finds them evicted), a line apart. */
static int leading(int width)
{
    int ld = (width + KERNEL_TILE - 1) / KERNEL_TILE * KERNEL_TILE;
    return width >= 128 && width % 64 == 0 ? ld + KERNEL_TILE : ld;
}

/* One allocation: the stack, then its arrays, each on a cache line. */
struct layout {
    char *base;
    size_t bytes;
};

static void *place(struct layout *at, size_t count, size_t size)
{
    void *p = at->base ? at->base + at->bytes : NULL;
    size_t bytes = LINE - 1;
    if (at->bytes == SIZE_MAX || !mem_add(&bytes, count, size) ||
        !mem_add(&at->bytes, bytes / LINE * LINE, 1))
        at->bytes = SIZE_MAX;
    return p;
}

/* Points s's arrays into `base`; with NULL only counts. Returns the bytes, SIZE_MAX if beyond
 * counting. */
static size_t lay_out(struct stack *s, char *base)
{
    const struct stack_spec *spec = &s->spec;
    s->tiles = tiles_of(spec);
    s->ld = leading(spec->width);
    s->tile = (ptrdiff_t)spec->width * KERNEL_TILE;
    s->matrix = s->tile * s->tiles;
    s->weights = (ptrdiff_t)spec->width * s->ld;

    struct layout at = {base, 0};
    (void)place(&at, 1, sizeof *s);
    size_t N = (size_t)spec->layers, W = (size_t)spec->width, matrix = (size_t)s->matrix;
    s->weight = place(&at, N * (size_t)s->weights, sizeof(double));
    s->bias = place(&at, N * W, sizeof(double));
    s->a = place(&at, (N + 1) * matrix, sizeof(double));
    s->z = place(&at, N * matrix, sizeof(double));
    s->slope = place(&at, N * matrix, sizeof(double));
    s->d = s->lean ? place(&at, matrix, sizeof(double)) : s->slope;
    s->top = place(&at, matrix, sizeof(double));
    s->g = place(&at, matrix, sizeof(double));
    size_t blocks = (W + KERNEL_TILE - 1) / KERNEL_TILE;
    s->xt = place(&at, blocks * (size_t)s->tiles * KERNEL_TILE * KERNEL_TILE, sizeof(double));
    s->square = place(&at, W * KERNEL_TILE, sizeof(double));
    s->sample = place(&at, W, sizeof(double));
    s->drawn = place(&at, W + 2, sizeof(double));
    s->unit_slope = place(&at, W, sizeof(double));
    const bool narrow = spec->precision != ROUND_F64;
    size_t padded = (size_t)s->tiles * KERNEL_TILE;
    size_t means = spec->norm == STACK_NORM_NONE ? 0 : spec->norm == STACK_NORM_BATCH ? W : padded;
    s->h = place(&at, spec->residual ? matrix : 0, sizeof(double));
    s->inverse = place(&at, N * means, sizeof(double));
    s->rows = place(&at, narrow ? STACK_PANEL * padded : 0, sizeof(double));
    s->outer = place(&at, narrow ? STACK_PANEL * blocks * KERNEL_TILE : 0, sizeof(double));
    s->predicted = place(&at, N, sizeof(struct theory_layer));
    s->exponent = place(&at, N, sizeof(int));
    s->slope_exponent = place(&at, N, sizeof(int));
    s->layer = place(&at, N, sizeof(struct stack_layer));
    return at.bytes;
}

static size_t bytes_of(const struct stack_spec *spec, bool lean)
{
    struct stack s = {.spec = *spec, .lean = lean};
    return lay_out(&s, NULL);
}

size_t stack_bytes(const struct stack_spec *spec)
{
    return bytes_of(spec, false);
}

/* Room for half as much again, so that turning layers or width up a little asks for no new memory
 * (whose pages cost more than the work on them). Pages that are not used cost nothing. */
static size_t with_headroom(size_t bytes)
{
    size_t more = bytes / 2 < HEADROOM_MAX ? bytes / 2 : HEADROOM_MAX;
    return bytes < SIZE_MAX - more ? (bytes + more) / LINE * LINE : bytes;
}

/* What theory says of the layers [at.row, ...), on their way up. */
static bool predict_up(struct stack *s)
{
    const double slice = SLICE_NS / 4;
    int N = s->spec.layers;
    if (s->at.row == 0)
        theory_init(&s->theory, &s->spec, s->kernel);
    for (double spent = 0; s->at.row < N && spent < slice; s->at.row++) {
        bool still = !isnan(s->theory.log10_chi) || !s->theory.known;
        double ns = still ? 10 : THEORY_NS;
        spent += ns;
        s->at.spent += ns;
        (void)theory_next(&s->theory);
        s->predicted[s->at.row] = s->theory.layer;
    }
    return s->at.row == N;
}

/* The gradient that it predicts, at.row layers below the top. */
static bool predict_down(struct stack *s)
{
    enum { LAYERS = 1000 };
    const int N = s->depth;
    if (s->at.row == 0)
        theory_down_init(&s->down, &s->theory);
    for (int i = 0; s->at.row < N && i < LAYERS; i++, s->at.row++) {
        int l = N - s->at.row;
        s->layer[l - 1].theory_log10 = theory_down(&s->down, &s->predicted[l - 1]);
        s->at.spent += DOWN_NS;
    }
    return s->at.row == N;
}

/* Would both specs begin with the same weights and biases at the same place in memory? */
static bool same_weights(const struct stack_spec *a, const struct stack_spec *b)
{
    bool law = a->init == b->init && a->init_scale == b->init_scale && a->dist == b->dist &&
               a->gain == b->gain && a->bias == b->bias;
    return a->layers == b->layers && a->width == b->width && a->seed == b->seed &&
           a->replica == b->replica && a->mode == b->mode && a->weight == b->weight &&
           a->precision == b->precision && law;
}

/* And with the same input and dL/da_N? */
static bool same_samples(const struct stack_spec *a, const struct stack_spec *b)
{
    return a->layers == b->layers && a->width == b->width && a->batch == b->batch &&
           a->seed == b->seed && a->replica == b->replica && a->mode == b->mode &&
           a->input == b->input && a->precision == b->precision;
}

/* Would theory say the same of both, which differ in draws at the most? */
static bool same_theory(const struct stack_spec *a, const struct stack_spec *b)
{
    struct stack_spec twin = *b;
    twin.seed = a->seed;
    twin.replica = a->replica;
    return same_weights(a, &twin) && same_samples(a, &twin) && a->residual == b->residual &&
           a->norm == b->norm && act_same(&a->act, &b->act);
}

/* The work: stages one after the other; a stage goes through its parts for each layer, if what it
 * makes is not there from the work before. */
enum order { END, ONCE, UP, DOWN };

enum { PARTS = 10, FORWARD = 2, LEAN_BACK = 5 };

struct stage {
    enum order order;
    bool (*part[PARTS])(struct stack *s); /* does a chunk; true when finished with the layer */
    enum stack_made makes;
};

static const struct stage stages[] = {
    {UP, {stack_draw_weights, stack_make_orthogonal, stack_scale_weights}, STACK_WEIGHTS},
    {ONCE, {stack_draw_input}, STACK_INPUT},
    {UP, {stack_forward_product, stack_normalise, stack_forward_sweep}, STACK_NOTHING},
    {ONCE, {stack_draw_top, stack_scale_top}, STACK_TOP},
    {DOWN,
     {stack_back_product, stack_back_join, stack_scale_g, stack_back_sweep, stack_norm_back,
      stack_back_settle, stack_scale_d, stack_transpose, stack_outer},
     STACK_NOTHING},
    {ONCE,
     {stack_bottom_product, stack_bottom_join, stack_scale_g, stack_compare_outside,
      stack_compare_ends},
     STACK_NOTHING},
    {ONCE, {predict_up}, STACK_THEORY},
    {ONCE, {predict_down}, STACK_NOTHING},
    {.order = END},
};

/* What has to do with the depth comes last, from LEAN_BACK on. */
static const struct stage lean_stages[] = {
    {UP, {stack_draw_weights, stack_make_orthogonal, stack_scale_weights}, STACK_WEIGHTS},
    {ONCE, {stack_draw_input}, STACK_INPUT},
    {UP, {stack_forward_product, stack_normalise, stack_forward_sweep}, STACK_NOTHING},
    {ONCE, {stack_draw_top, stack_scale_top}, STACK_TOP},
    {ONCE, {predict_up}, STACK_THEORY},
    {DOWN,
     {stack_back_product, stack_back_join, stack_scale_g, stack_back_sweep, stack_norm_back,
      stack_back_settle, stack_scale_d},
     STACK_NOTHING},
    {ONCE, {stack_compare_ends, predict_down}, STACK_NOTHING},
    {.order = END},
};

static const struct stage *stage_of(const struct stack *s)
{
    return (s->lean ? lean_stages : stages) + s->at.stage;
}

static bool is_finished(const struct stack *s)
{
    return stage_of(s)->order == END;
}

/* The stage, or the first one after it that has something to make. */
static void enter_stage(struct stack *s, int stage)
{
    s->at.stage = stage;
    while (s->made[stage_of(s)->makes])
        s->at.stage++;
    s->at.part = s->at.row = s->at.tile = 0;
    s->at.l = stage_of(s)->order == DOWN ? s->depth : 1;
}

static void leave_part(struct stack *s)
{
    const struct stage *stage = stage_of(s);
    s->at.row = s->at.tile = 0;
    if (++s->at.part < PARTS && stage->part[s->at.part])
        return;
    s->at.part = 0;
    s->at.l += stage->order == DOWN ? -1 : 1;
    if (stage->order == ONCE || s->at.l < 1 || s->at.l > s->spec.layers) {
        s->made[stage->makes] = stage->makes != STACK_NOTHING;
        enter_stage(s, s->at.stage + 1);
    }
}

static void start(struct stack *s, const struct stack_spec *spec)
{
    bool *made = s->made;
    made[STACK_WEIGHTS] = made[STACK_WEIGHTS] && same_weights(&s->spec, spec);
    made[STACK_INPUT] = made[STACK_INPUT] && same_samples(&s->spec, spec);
    made[STACK_TOP] = made[STACK_TOP] && same_samples(&s->spec, spec);
    made[STACK_THEORY] = made[STACK_THEORY] && same_theory(&s->spec, spec);
    s->spec = *spec;
    s->depth = spec->layers;
    (void)lay_out(s, (char *)s);
    s->at = (struct stack_cursor){.stage = 0};
    enter_stage(s, 0);
    s->work = stack_init_work(s) + stack_pass_work(s);
    s->result = (struct stack_result){.layers = spec->layers, .layer = s->layer};
}

static struct stack *new_stack(const struct stack_spec *spec, bool lean,
                               const struct kernel *kernel, struct stack_cache *cache,
                               struct err *e)
{
    if (!stack_check(spec, e))
        return NULL;
    size_t bytes = bytes_of(spec, lean), room = with_headroom(bytes);
    /* Not cleared: every element is written before it is read. */
    void *memory = bytes < SIZE_MAX ? mem_try(room, 1) : NULL;
    if (!memory) {
        err_set(e, "layers %d, width %d, batch %d: no memory for %.3g GB; lower one of them",
                spec->layers, spec->width, spec->batch, (double)bytes / 1e9);
        return NULL;
    }
    struct stack *s = memory;
    *s = (struct stack){.kernel = kernel, .cache = cache, .room = room, .lean = lean};
    start(s, spec);
    return s;
}

struct stack *stack_new(const struct stack_spec *spec, const struct kernel *kernel,
                        struct stack_cache *cache, struct err *e)
{
    return new_stack(spec, false, kernel, cache, e);
}

struct stack *stack_new_lean(const struct stack_spec *spec, const struct kernel *kernel,
                             struct stack_cache *cache, struct err *e)
{
    return new_stack(spec, true, kernel, cache, e);
}

void stack_back_from(struct stack *s, int layers)
{
    assert(s->lean && is_finished(s) && layers >= 1 && layers <= s->spec.layers);
    s->depth = s->result.layers = layers;
    enter_stage(s, LEAN_BACK);
}

void stack_free(struct stack *s)
{
    mem_free(s);
}

const struct stack_spec *stack_spec(const struct stack *s)
{
    return &s->spec;
}

/* Memory is kept while it fits and is not far too much. */
bool stack_reset(struct stack *s, const struct stack_spec *spec)
{
    if (!stack_check(spec, NULL))
        return false;
    size_t bytes = bytes_of(spec, s->lean);
    if (bytes > s->room || s->room / 4 > with_headroom(bytes) + HEADROOM_MAX)
        return false;
    start(s, spec);
    return true;
}

bool stack_step(struct stack *s)
{
    s->at.spent = 0;
    while (!is_finished(s) && s->at.spent < SLICE_NS)
        if (stage_of(s)->part[s->at.part](s))
            leave_part(s);
    return !is_finished(s);
}

double stack_progress(const struct stack *s)
{
    if (is_finished(s))
        return 1;
    double share = s->at.done / s->work;
    return share < 1 ? share : 1;
}

const struct stack_result *stack_result(const struct stack *s)
{
    return is_finished(s) ? &s->result : NULL;
}

const struct stack_layer *stack_forward(const struct stack *s)
{
    return s->at.stage > FORWARD ? s->layer : NULL;
}
