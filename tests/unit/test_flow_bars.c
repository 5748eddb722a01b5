/* Bars of stacks with random numbers: where marks, ticks and values stand, in rows and in columns,
 * in cells and for vectors. */
#include "studio.h"

#include "view/flow_columns.h"
#include "view/flow_rows.h"

enum { LAYERS = 9, W = 70, H = 40, TIMES = 300 };

static const uint32_t upright = 0x2502, rung = 0x2500;

/* A finished stack of made-up results, and where it is drawn. */
struct fixture {
    struct settings settings;
    struct layout layout;
    struct stack_layer layer[LAYERS], before[LAYERS];
    struct stack_result result, past;
    struct flow_stack v;
    struct flow_stack undrawn; /* drawing fits the axis of v */
};

static double pick(uint64_t *index, double lo, double hi)
{
    return lo + sheet_uniform(index) * (hi - lo);
}

static void make(struct fixture *f, bool rows, uint64_t *index)
{
    *f = (struct fixture){.v = {.i = 0}};
    settings_default(&f->settings);
    f->settings.flow.layers = LAYERS;
    f->settings.flow.playhead = 2 * LAYERS;
    double lo = -sheet_pick(index, 30) - 2, hi = lo + 3 + sheet_pick(index, 20);
    for (int i = 0; i < LAYERS; i++) {
        f->layer[i].grad_log10 = pick(index, lo + 0.5, hi);
        f->layer[i].theory_log10 = fmin(fmax(f->layer[i].grad_log10 + pick(index, -1, 1), lo), hi);
        f->before[i].grad_log10 = pick(index, lo, hi);
    }
    f->result = (struct stack_result){.layers = LAYERS, .layer = f->layer};
    f->past = (struct stack_result){.layers = LAYERS, .layer = f->before};
    f->layout = (struct layout){.rows = rows,
                                .label = rows ? 4 : 8,
                                .each = 1,
                                .bars = LAYERS,
                                .pitch = 1 + sheet_pick(index, 3)};
    f->v = (struct flow_stack){.flow = &f->settings.flow,
                               .r = &f->result,
                               .l = &f->layout,
                               .box = {sheet_pick(index, 3), sheet_pick(index, 3), 0, 0},
                               .axis = {lo, hi},
                               .layers = LAYERS,
                               .done = 2 * LAYERS,
                               .theory = true};
    f->v.box.w = 40 + sheet_pick(index, 27);
    f->v.box.h = 12 + sheet_pick(index, 24);
    if (f->v.box.h < 1 + LAYERS * f->layout.pitch)
        f->layout.pitch = 1;
    f->undrawn = f->v;
}

static void draw(struct flow_stack *v, struct pen *p)
{
    if (v->l->rows)
        flow_rows_draw(v, p);
    else
        flow_columns_draw(v, p);
}

/* All that the bar of a slot may fill. */
static struct rect bar_of(const struct fixture *f, int slot)
{
    const struct flow_stack *v = &f->undrawn;
    const struct layout *l = v->l;
    int thick = l->pitch > 2 ? l->pitch - 1 : l->rows ? l->pitch : 1;
    if (!l->rows)
        return (struct rect){v->box.x + l->label + slot * l->pitch, v->box.y + LAYOUT_STACK_HEAD,
                             thick, v->box.h - LAYOUT_STACK_HEAD - LAYOUT_STACK_FOOT};
    const struct flow_rows c = flow_rows_columns(v);
    return (struct rect){c.bar, v->box.y + 1 + (LAYERS - 1 - slot) * l->pitch, c.bar_w, thick};
}

/* How far from where bars begin a cell of a bar is, in cells. */
static int cells_from_start(const struct flow_stack *v, struct rect r, int x, int y)
{
    return v->l->rows ? x - r.x : r.y + r.h - 1 - y;
}

/* The mark is in the cell of its value, over the bar if that fills it, and only a cell or more from
 * where the bar ends; other cells are as if there were no marks. */
static void check_bar(const struct fixture *f, const struct canvas *marked,
                      const struct canvas *plain, int slot)
{
    const struct flow_stack *v = &f->v;
    const struct rect r = bar_of(f, slot);
    int n = v->l->rows ? r.w : r.h, marks = 0;
    double at = flow_bar_fraction(v, v->r->layer[slot].theory_log10) * n;
    double end = flow_bar_fraction(v, v->r->layer[slot].grad_log10) * n;
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            const struct cell *cell = canvas_get(marked, x, y), *was = canvas_get(plain, x, y);
            if (cell->ch != (v->l->rows ? upright : rung)) {
                assert_int_equal(cell->ch, was->ch);
                assert_int_equal(cell->attr, was->attr);
                continue;
            }
            double middle = cells_from_start(v, r, x, y) + 0.5;
            marks++;
            assert_true(fabs(middle - at) <= 0.5 + 1e-9);
            assert_true(fabs(end - middle) > 0.4); /* the bar does not end in this cell */
            assert_int_equal(cell->attr & ATTR_REVERSE ? 1 : 0, end > middle);
            assert_int_equal(cell->role, end > middle ? ROLE_SERIES : ROLE_TEXT);
        }
    }
    int thick = v->l->rows ? r.h : r.w;
    assert_int_equal(marks, fabs(at - end) < 1 ? 0 : thick);
}

static void test_marks_lie_where_their_values_are(void **state)
{
    (void)state;
    uint64_t index = 1 << 16;
    for (int i = 0; i < TIMES; i++) {
        struct fixture f;
        struct sheet marked, plain;
        make(&f, i % 2, &index);
        struct flow_stack without = f.v;
        without.theory = false;
        sheet_init(&marked, W, H, RASTER_BRAILLE, true);
        sheet_init(&plain, W, H, RASTER_BRAILLE, true);
        draw(&f.v, marked.pen);
        draw(&without, plain.pen);
        for (int slot = 0; slot < LAYERS; slot++)
            check_bar(&f, &marked.canvas, &plain.canvas, slot);
        sheet_done(&marked);
        sheet_done(&plain);
    }
}

/* For vectors a line across the bar, exactly there: the n-th path of that look. */
static void check_line(const struct scene *s, const struct fixture *f, int n, int slot,
                       double log10_v, enum role role)
{
    const struct flow_stack *v = &f->v;
    const struct rect r = bar_of(f, slot);
    double at = flow_bar_fraction(v, log10_v);
    for (int i = 0; i < s->items; i++) {
        const struct scene_item *item = &s->item[i];
        if (item->kind != SCENE_PATH || item->stroke.role != role || n-- > 0)
            continue;
        const struct scene_point *a = &s->point[item->first], *b = a + 1;
        assert_int_equal(item->n, 2);
        if (v->l->rows) {
            assert_true(fabs(a->x - (r.x + at * r.w)) < 1e-9 && a->x == b->x);
            assert_true(a->y == r.y && b->y == r.y + r.h);
        } else {
            assert_true(fabs(a->y - (r.y + r.h - at * r.h)) < 1e-9 && a->y == b->y);
            assert_true(a->x == r.x && b->x == r.x + r.w);
        }
        return;
    }
    fail_msg("there is no line for layer %d", slot + 1);
}

static void test_lines_lie_where_their_values_are(void **state)
{
    (void)state;
    uint64_t index = 1 << 17;
    for (int i = 0; i < TIMES; i++) {
        struct fixture f;
        struct studio s;
        make(&f, i % 2, &index);
        f.layout.pitch = 1;
        f.v.past = &f.past;
        studio_init(&s, W, H, true);
        draw(&f.v, s.pen);
        for (int k = 0; k < LAYERS; k++) { /* in the order of drawing */
            check_line(&s.scene, &f, k, k, f.layer[k].theory_log10, ROLE_TEXT);
            check_line(&s.scene, &f, k, k, f.before[k].grad_log10, ROLE_DIM);
        }
        studio_done(&s);
    }
}

/* The label at a tick, which reads as a number. */
static double read_left(const struct canvas *c, int x, int y)
{
    char text[16] = "";
    int from = x;
    while (from > 0 && canvas_get(c, from - 1, y)->ch != ' ')
        from--;
    for (int i = from; i < x; i++)
        text[i - from] = (char)canvas_get(c, i, y)->ch;
    return strtod(text, NULL);
}

static double read_below(const struct canvas *c, int x, int y)
{
    char text[16] = "";
    while (x > 0 && canvas_get(c, x - 1, y)->ch != ' ')
        x--;
    for (int i = 0; i < 15 && x + i < c->w && canvas_get(c, x + i, y)->ch != ' '; i++)
        text[i] = (char)canvas_get(c, x + i, y)->ch;
    return strtod(text, NULL);
}

/* A tick stands on the cell in which a bar of its value ends. */
static void test_ticks_read_as_bars_do(void **state)
{
    (void)state;
    uint64_t index = 1 << 18;
    int seen[2] = {0, 0};
    for (int i = 0; i < TIMES; i++) {
        struct fixture f;
        struct sheet s;
        bool rows = i % 2;
        make(&f, rows, &index);
        f.layout.pitch = 1;
        sheet_init(&s, W, H, i % 4 < 2 ? RASTER_BRAILLE : RASTER_HALF, true);
        draw(&f.v, s.pen);
        const struct rect r = bar_of(&f, 0);
        int n = rows ? r.w : r.h, x = f.v.box.x + f.layout.label - 1, y = f.v.box.y + 1 + LAYERS;
        for (int k = 0; k < n; k++) {
            int tick_x = rows ? r.x + k : x, tick_y = rows ? y : r.y + r.h - 1 - k;
            uint32_t ch = canvas_get(&s.canvas, tick_x, tick_y)->ch;
            if (ch != (rows ? 0x252C : 0x2524))
                continue;
            double v = rows ? read_below(&s.canvas, tick_x, tick_y + 1)
                            : read_left(&s.canvas, tick_x, tick_y);
            assert_true(v > 0);
            assert_true(fabs(flow_bar_fraction(&f.v, log10(v)) * n - k - 0.5) < 1e-6);
            seen[rows]++;
        }
        sheet_done(&s);
    }
    assert_true(seen[false] > 2 * TIMES / 2 && seen[true] > TIMES / 2);
}

/* Points stand below each other, and values have three digits. */
static void test_values_stand_by_their_points(void **state)
{
    (void)state;
    uint64_t index = 1 << 19;
    for (int i = 0; i < TIMES; i++) {
        struct fixture f;
        struct sheet s;
        make(&f, true, &index);
        f.layout.pitch = 1;
        sheet_init(&s, W, H, RASTER_BRAILLE, true);
        draw(&f.v, s.pen);
        const struct flow_rows c = flow_rows_columns(&f.undrawn);
        for (int k = 0; k < LAYERS; k++) {
            int y = bar_of(&f, k).y;
            bool whole = f.layer[k].grad_log10 > 1.9999 && f.layer[k].grad_log10 < 3.0001;
            uint32_t point = canvas_get(&s.canvas, c.point, y)->ch;
            assert_true(point == '.' || (whole && point == ' '));
            assert_true(canvas_get(&s.canvas, c.point - 1, y)->ch != ' ');
            assert_int_equal(canvas_get(&s.canvas, c.bar + c.bar_w, y)->ch, ' ');
        }
        sheet_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_lie_where_their_values_are),
        cmocka_unit_test(test_lines_lie_where_their_values_are),
        cmocka_unit_test(test_ticks_read_as_bars_do),
        cmocka_unit_test(test_values_stand_by_their_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
