/* At any range, of any width and anywhere, on all scales, for all functions: labels say what is at
 * their place, touch nothing, cover no curve, and are neither few nor many. */
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "view/plot_curve.h"
#include "view/plot_panel.h"
#include "view/plot_stroke.h"

static const double pi = 3.141592653589793116;

/* One picture, and what is told of it when it is wrong. */
struct shot {
    struct settings settings;
    struct layout layout;
    struct plot_panel panel;
    struct axis_labels labels;
    struct sheet sheet;
    bool unicode;
    char what[256];
};

/* ---- reading labels ---- */

/* Signs back to what strtod reads: "−" is "-", "10⁻⁵" is "1e-5", "2×10⁶" is "2e6", "π" is "p". */
static void plain(const char *text, char out[128])
{
    char *at = out;
    bool raised = false;
    for (const char *end = text + strlen(text); text < end;) {
        static const uint32_t digits[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                          0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
        uint32_t ch = utf8_next(&text, end);
        int digit = 0;
        while (digit < 10 && digits[digit] != ch)
            digit++;
        if (digit == 10 && ch != 0x207B) {
            raised = false;
            *at++ = ch == 0x2212 ? '-' : ch == 0x3C0 ? 'p' : ch == 0xD7 ? 'x' : (char)ch;
            continue;
        }
        if (!raised) { /* after a 10: the one of "10⁻⁵", or of "2×10⁶" */
            at -= 2;
            assert_memory_equal(at, "10", 2);
            bool times = at > out + 1 && at[-1] == 'x';
            at -= times;
            if (!times)
                *at++ = '1';
            *at++ = 'e';
        }
        raised = true;
        *at++ = ch == 0x207B ? '-' : (char)('0' + digit);
    }
    *at = '\0';
    for (char *p = strstr(out, "pi"); p; p = strstr(out, "pi")) /* of ASCII pictures */
        memmove(p + 1, p + 2, strlen(p + 1));
}

/* A number, perhaps with pi, perhaps a fraction; 1 where only pi stands. Moves *text behind it. */
static double read_number(char **text)
{
    char *at = *text, *end;
    double sign = 1, v;
    if (*at == '-' || *at == '+')
        sign = *at++ == '-' ? -1 : 1;
    v = *at == 'p' ? 1 : strtod(at, &end);
    at = *at == 'p' ? at : end;
    if (*at == 'p') {
        at++;
        v *= pi;
    }
    if (*at == '/')
        v /= strtod(at + 1, &at);
    *text = at;
    return sign * v;
}

/* "x1e-6 +3": what is multiplied with, what is added. */
static void read_factor(const struct axis_label *label, double factor[2])
{
    char text[128], *at = text;
    factor[0] = 1;
    factor[1] = 0;
    plain(label->columns ? label->text : "", text);
    if (*at == 'x') {
        at++;
        factor[0] = read_number(&at);
    }
    while (*at == ' ')
        at++;
    if (*at)
        factor[1] = read_number(&at);
    assert_true(*at == '\0');
}

static double read_label(const char *label, const double factor[2])
{
    char text[128], *at = text;
    plain(label, text);
    double v = read_number(&at);
    if (*at)
        fail_msg("label %s", label);
    return v * factor[0] + factor[1];
}

/* ---- what must hold ---- */

static bool touch(const struct axis_label *a, const struct axis_label *b)
{
    return a->columns && b->columns && a->y == b->y && a->x <= b->x + b->columns &&
           b->x <= a->x + a->columns;
}

static void check_apart(const struct shot *s)
{
    const struct axis_label *all[2 * TICKS_MAX + 2];
    const struct axis_labels *l = &s->labels;
    const struct rect *area = &s->panel.area;
    int n = 0;
    for (int i = 0; i < l->xs; i++)
        all[n++] = &l->x[i];
    for (int i = 0; i < l->ys; i++)
        all[n++] = &l->y[i];
    all[n++] = &l->x_factor;
    all[n++] = &l->y_factor;
    for (int i = 0; i < n; i++) {
        const struct axis_label *a = all[i];
        bool inside =
            a->columns == 0 || (a->x >= area->x && a->x + a->columns <= area->x + area->w &&
                                a->y >= area->y && a->y < area->y + area->h);
        if (!inside || a->columns != utf8_columns(a->text))
            fail_msg("%s: \"%s\" is cut", s->what, a->text);
        for (int k = 0; k < i; k++)
            if (touch(a, all[k]))
                fail_msg("%s: \"%s\" touches \"%s\"", s->what, a->text, all[k]->text);
    }
}

static void check_value(const struct shot *s, const struct axis_label *label, const struct ticks *t,
                        const double factor[2])
{
    double v = read_label(label->text, factor), expected = t->value[label->tick];
    if (!(fabs(v - expected) <= 1e-12 * fabs(expected) + 1e-15 * fabs(factor[0])))
        fail_msg("%s: \"%s\" says %.17g, stands at %.17g", s->what, label->text, v, expected);
}

static void check_places(const struct shot *s)
{
    double fx[2], fy[2];
    int cell;
    read_factor(&s->labels.x_factor, fx);
    read_factor(&s->labels.y_factor, fy);
    for (int i = 0; i < s->labels.xs; i++) {
        const struct axis_label *label = &s->labels.x[i];
        check_value(s, label, &s->panel.x, fx);
        if (!pen_cell_x(s->sheet.pen, &s->panel.space, s->panel.x.value[label->tick], &cell) ||
            cell < label->x || cell >= label->x + label->columns)
            fail_msg("%s: \"%s\" is not under its tick", s->what, label->text);
    }
    for (int i = 0; i < s->labels.ys; i++) {
        const struct axis_label *label = &s->labels.y[i];
        check_value(s, label, &s->panel.y, fy);
        if (label->columns > TICK_WIDE)
            fail_msg("%s: \"%s\" is wide", s->what, label->text);
        if (!pen_cell_y(s->sheet.pen, &s->panel.space, s->panel.y.value[label->tick], &cell) ||
            cell != label->y)
            fail_msg("%s: \"%s\" is not beside its tick", s->what, label->text);
    }
}

static void check_count(const struct shot *s, bool across)
{
    const struct space *space = &s->panel.space;
    int n = across ? s->labels.xs : s->labels.ys, cells = across ? space->box.w : space->box.h;
    double lo = across ? space->x0 : space->y0, hi = across ? space->x1 : space->y1;
    bool even = (across ? space->x_scale.kind : space->y_scale.kind) == SCALE_LINEAR;
    bool large = cells > (across ? 100 : 40), huge = cells > (across ? 140 : 50);
    int least = even && s->sheet.canvas.w >= 80 && cells >= (across ? 40 : 16) ? 4 : 2;
    if (n < least || n > (huge ? 14 : large ? 10 : 8))
        fail_msg("%s: %d labels on %s, %d cells, from %.17g to %.17g", s->what, n,
                 across ? "x" : "y", cells, lo, hi);
}

/* Curves are as if there were no axes and no titles. */
static void check_curves(const struct shot *s)
{
    struct sheet alone;
    const struct plot_settings *plot = &s->settings.plot;
    sheet_init(&alone, s->sheet.canvas.w, s->sheet.canvas.h,
               s->unicode ? RASTER_BRAILLE : RASTER_ASCII, s->unicode);
    plot_panel_axes(plot, s->sheet.pen, &s->panel);
    for (int k = 0; k < 2; k++) {
        struct plot_curve c;
        struct stroke stroke = plot_stroke(&plot->acts, 0, k, true);
        plot_curve_init(&c, &plot->acts.use[0], k, &s->panel.space, 2, 4);
        pen_path(alone.pen, &s->panel.space, c.x, c.y, c.n, &stroke);
        pen_path(s->sheet.pen, &s->panel.space, c.x, c.y, c.n, &stroke);
        plot_curve_done(&c);
    }
    plot_panel_titles(plot, s->sheet.pen, &s->panel);
    pen_finish(alone.pen);
    pen_finish(s->sheet.pen);
    for (int y = 0; y < alone.canvas.h; y++) {
        for (int x = 0; x < alone.canvas.w; x++) {
            const struct cell *curve = canvas_get(&alone.canvas, x, y);
            if (curve->ch != ' ' && canvas_get(&s->sheet.canvas, x, y)->ch != curve->ch)
                fail_msg("%s: something covers a curve at %d, %d", s->what, x, y);
        }
    }
    sheet_done(&alone);
}

/* ---- all of it ---- */

/* 1e-6 to 1e6 wide, around 0 or anywhere in +-1e6; above 0 on log axes, mostly. */
static void any_range(uint64_t *index, struct plot_settings *plot)
{
    double width = pow(10, sheet_uniform(index) * 12 - 6);
    double centre = sheet_uniform(index) < 0.5 ? (sheet_uniform(index) - 0.5) * width
                                               : (sheet_uniform(index) * 2 - 1) * 1e6;
    plot->range[0] = centre - width / 2;
    plot->range[1] = centre + width / 2;
    plot->xscale = sheet_uniform(index) < 0.75 ? 0 : 1 + (sheet_uniform(index) < 0.5);
    plot->yscale = sheet_uniform(index) < 0.75 ? 0 : 1 + (sheet_uniform(index) < 0.5);
    plot->unit = sheet_uniform(index) < 0.2;
    plot->aspect = sheet_uniform(index) < 0.1;
    plot->grid = sheet_uniform(index) < 0.5;
}

static void check_shot(struct shot *s, int w, int h)
{
    const struct plot_settings *plot = &s->settings.plot;
    (void)snprintf(s->what, sizeof s->what, "%s at %dx%d, %.17g:%.17g, scales %s %s%s%s%s",
                   plot->acts.use[0].act->name, w, h, plot->range[0], plot->range[1],
                   scale_names[plot->xscale], scale_names[plot->yscale], plot->unit ? " pi" : "",
                   plot->aspect ? " equal" : "", s->unicode ? "" : " ascii");
    sheet_init(&s->sheet, w, h, s->unicode ? RASTER_BRAILLE : RASTER_ASCII, s->unicode);
    plot_panel_init(&s->settings, &s->layout, 0, &s->panel);
    plot_panel_place(s->sheet.pen, &s->panel, &s->labels);
    check_apart(s);
    check_places(s);
    check_count(s, true);
    check_count(s, false);
    check_curves(s);
    sheet_done(&s->sheet);
}

static void check_size(struct app *app, int w, int h, int ranges, uint64_t *index)
{
    const struct model m = {.app = app};
    struct shot s;
    for (int i = 0; i < act_count; i++) {
        char line[ACT_NAME + 8];
        struct err e = {0};
        (void)snprintf(line, sizeof line, "plot %s", act_at(NULL, i)->name);
        if (!app_run(app, line, &e))
            fail_msg("%s: %s", line, e.text);
        s.settings = *app_settings(app);
        layout_init(&s.layout, &m, w, h);
        for (int k = 0; k < ranges; k++) {
            any_range(index, &s.settings.plot);
            s.unicode = sheet_uniform(index) < 0.7;
            check_shot(&s, w, h);
        }
    }
}

static void test_labels(void **state)
{
    (void)state;
    static const int sizes[][3] = {{80, 24, 20}, {60, 20, 20}, {120, 40, 8}, {200, 60, 4}};
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    uint64_t index = 0;
    print_message("seed %d\n", SHEET_SEED);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        check_size(app, sizes[i][0], sizes[i][1], sizes[i][2], &index);
    app_free(app);
}

/* Panels beside and under each other have boxes of one size, in line. */
static void test_panels_line_up(void **state)
{
    (void)state;
    static const char *const layouts[] = {"side", "stacked"};
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    for (int i = 0; i < 2; i++) {
        char line[128];
        struct err e = {0};
        struct plot_panel panel[ACTS_MAX];
        struct layout l;
        const struct model m = {.app = app};
        (void)snprintf(line, sizeof line,
                       "plot tanh relu2 sinc; set range -700:900; set share off; set layout %s",
                       layouts[i]);
        if (!app_run(app, line, &e))
            fail_msg("%s: %s", line, e.text);
        layout_init(&l, &m, 120, 40);
        plot_panels_init(app_settings(app), &l, panel);
        assert_int_equal(l.panels, 3);
        for (int k = 1; k < 3; k++) {
            const struct rect *a = &panel[0].space.box, *b = &panel[k].space.box;
            assert_true(a->w == b->w && a->h == b->h);
            assert_true(i == 0 ? a->y == b->y : a->x == b->x);
        }
    }
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_panels_line_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
