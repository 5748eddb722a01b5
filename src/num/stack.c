#include "num/stack_impl.h"

#include "num/theory.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { HEADROOM_MAX = 64 << 20 }; /* bytes of spare memory */

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

/* Room for half as much again, so that turning layers or width up a little asks for no new memory
 * (whose pages cost more than the work on them). Pages that are not used cost nothing. */
static size_t with_headroom(size_t bytes)
{
    size_t more = bytes / 2 < HEADROOM_MAX ? bytes / 2 : HEADROOM_MAX;
    return bytes < SIZE_MAX - more ? bytes + more : bytes;
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

enum whose { ANY, FULL, LEAN };

enum { PARTS = 10 };

struct stage {
    enum order order;
    bool (*part[PARTS])(struct stack *s); /* does a chunk; true when finished with the layer */
    enum stack_made makes;
    enum whose whose;
};

/* What has to do with the depth makes nothing: it is done again from another one. */
static const struct stage stages[] = {
    {UP, {stack_draw_weights, stack_make_orthogonal, stack_scale_weights}, STACK_WEIGHTS, ANY},
    {ONCE, {stack_draw_input}, STACK_INPUT, ANY},
    {UP, {stack_forward_product, stack_normalise, stack_forward_sweep}, STACK_FORWARD, ANY},
    {ONCE, {stack_draw_top, stack_scale_top}, STACK_TOP, ANY},
    {ONCE, {predict_up}, STACK_THEORY, ANY},
    {DOWN,
     {stack_back_product, stack_back_join, stack_scale_g, stack_back_sweep, stack_norm_back,
      stack_back_settle, stack_scale_d},
     STACK_NOTHING,
     LEAN},
    {DOWN,
     {stack_back_product, stack_back_join, stack_scale_g, stack_back_sweep, stack_norm_back,
      stack_back_settle, stack_scale_d, stack_transpose, stack_outer},
     STACK_NOTHING,
     FULL},
    {ONCE,
     {stack_bottom_product, stack_bottom_join, stack_scale_g, stack_compare_outside},
     STACK_NOTHING,
     FULL},
    {ONCE, {stack_compare_ends, predict_down}, STACK_NOTHING, ANY},
    {.order = END},
};

static const struct stage *stage_of(const struct stack *s)
{
    return &stages[s->at.stage];
}

static bool is_finished(const struct stack *s)
{
    return stage_of(s)->order == END;
}

static bool is_due(const struct stack *s)
{
    const struct stage *stage = stage_of(s);
    return !s->made[stage->makes] && stage->whose != (s->lean ? FULL : LEAN);
}

/* The stage, or the first one after it that is due. */
static void enter_stage(struct stack *s, int stage)
{
    s->at.stage = stage;
    while (!is_due(s))
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
    made[STACK_FORWARD] = false;
    made[STACK_WEIGHTS] = made[STACK_WEIGHTS] && same_weights(&s->spec, spec);
    made[STACK_INPUT] = made[STACK_INPUT] && same_samples(&s->spec, spec);
    made[STACK_TOP] = made[STACK_TOP] && same_samples(&s->spec, spec);
    made[STACK_THEORY] = made[STACK_THEORY] && same_theory(&s->spec, spec);
    s->spec = *spec;
    s->depth = spec->layers;
    stack_lay_out(s);
    s->at = (struct stack_cursor){.stage = 0};
    enter_stage(s, 0);
    s->work = stack_init_work(s) + stack_pass_work(s);
    const double none = (double)NAN; /* of a lean one for good */
    s->result = (struct stack_result){.layers = spec->layers,
                                      .layer = s->layer,
                                      .total = none,
                                      .total_log10 = none,
                                      .share_weight = none,
                                      .share_skip = none};
}

static struct stack *new_stack(const struct stack_spec *spec, bool lean,
                               const struct kernel *kernel, struct stack_cache *cache,
                               struct err *e)
{
    if (!stack_check(spec, e))
        return NULL;
    size_t bytes = stack_layout_bytes(spec, lean), room = with_headroom(bytes);
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
    enter_stage(s, 0);
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
    size_t bytes = stack_layout_bytes(spec, s->lean);
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
    assert(!s->lean);
    return s->made[STACK_FORWARD] ? s->layer : NULL;
}
