/* Cells of two pixels: blocks in two colours where there are 256, their sign everywhere else. */
#include "sheet.h"

#include <string.h>

#include "draw/pixels.h"
#include "draw/scene.h"
#include "draw/sink_svg.h"

static void draw(struct pen *p)
{
    const struct pixels cell[] = {
        {ROLE_RAMP, ROLE_RAMP_END, ROLE_SERIES, '='},     /* two colours */
        {ROLE_RAMP + 1, ROLE_RAMP + 1, ROLE_SERIES, ';'}, /* one */
        {ROLE_TEXT, ROLE_RAMP + 5, ROLE_SERIES + 1, '+'}, /* the lower alone */
        {ROLE_RAMP + 4, ROLE_TEXT, ROLE_TEXT, ' '},       /* the upper alone */
        {ROLE_TEXT, ROLE_TEXT, ROLE_TEXT, '0'},           /* none: a sign */
        {ROLE_RAMP, ROLE_RAMP + 3, ROLE_SERIES, '='},     /* something will stand over them */
        {ROLE_RAMP + 3, ROLE_RAMP, ROLE_SERIES, '='},
    };
    for (int x = 0; x < 7; x++)
        pen_pixels(p, x, 0, &cell[x]);
    pen_over(p, 5, 0, ROLE_TEXT, 0, "x");
    pen_over(p, 6, 0, ROLE_TEXT, 0, "y");
    pen_over(p, 7, 0, ROLE_TEXT, 0, "z"); /* over none */
    pen_over(p, 99, 0, ROLE_TEXT, 0, "z");
    pen_pixels(p, -1, 0, &cell[0]); /* outside */
    pen_pixels(p, 0, 9, &cell[0]);
    pen_finish(p);
}

static short fg(int role)
{
    return theme_paint(THEME_DARK, DEPTH_256, (enum role)role).fg;
}

static void test_looks(void **state)
{
    (void)state;
    struct sheet sheet;
    struct pixels_look look;
    sheet_init(&sheet, 9, 1, RASTER_BRAILLE, true);
    draw(sheet.pen);
    const struct cell *cell = canvas_get(&sheet.canvas, 0, 0);
    assert_true(pixels_look(cell, THEME_DARK, DEPTH_256, &look));
    assert_int_equal(look.ch, 0x2580);
    assert_int_equal(look.fg, fg(ROLE_RAMP));
    assert_int_equal(look.bg, fg(ROLE_RAMP_END));
    assert_true(pixels_look(cell + 1, THEME_DARK, DEPTH_256, &look));
    assert_int_equal(look.ch, ' ');
    assert_int_equal(look.bg, fg(ROLE_RAMP + 1));
    assert_true(pixels_look(cell + 2, THEME_DARK, DEPTH_256, &look));
    assert_int_equal(look.ch, 0x2584);
    assert_true(pixels_look(cell + 3, THEME_DARK, DEPTH_256, &look));
    assert_int_equal(look.ch, 0x2580);
    assert_int_equal(look.bg, -1);
    assert_false(pixels_look(cell + 4, THEME_DARK, DEPTH_256, &look));
    assert_true(pixels_look(cell + 5, THEME_DARK, DEPTH_256, &look)); /* white on dark */
    assert_int_equal(look.ch, 'x');
    assert_int_equal(look.fg, 231);
    assert_int_equal(look.bg, fg(ROLE_RAMP + 3));
    assert_true(pixels_look(cell + 6, THEME_DARK, DEPTH_256, &look)); /* black on light */
    assert_int_equal(look.fg, 16);
    assert_int_equal(look.bg, fg(ROLE_RAMP));
    assert_false(pixels_look(cell + 7, THEME_DARK, DEPTH_256, &look));
    assert_false(pixels_look(cell + 8, THEME_DARK, DEPTH_256, &look));
    for (int depth = DEPTH_MONO; depth < DEPTH_256; depth++)
        assert_false(pixels_look(cell, THEME_DARK, (enum depth)depth, &look));
    assert_false(pixels_look(cell, THEME_MONO, DEPTH_256, &look));
    sheet_done(&sheet);
}

static void test_text_has_signs(void **state)
{
    (void)state;
    for (int unicode = 0; unicode < 2; unicode++) {
        struct sheet sheet;
        sheet_init(&sheet, 9, 1, RASTER_BRAILLE, unicode);
        draw(sheet.pen);
        sheet_assert(&sheet, "=;+ 0xyz\n");
        sheet_done(&sheet);
    }
}

/* What is written for the first row, and that a line leaves nothing set. */
static void test_colours(void **state)
{
    (void)state;
    struct sheet sheet;
    struct str text, want;
    sheet_init(&sheet, 9, 1, RASTER_BRAILLE, true);
    draw(sheet.pen);
    str_init(&text);
    str_init(&want);
    sink_ansi(&sheet.canvas, THEME_DARK, DEPTH_256, &text);
    str_addf(&want, "\033[38;5;%dm\033[48;5;%dm\u2580", fg(ROLE_RAMP), fg(ROLE_RAMP_END));
    str_addf(&want, "\033[38;5;16m\033[48;5;%dm ", fg(ROLE_RAMP + 1));
    str_addf(&want, "\033[38;5;%dm\033[49m\u2584", fg(ROLE_RAMP + 5));
    str_addf(&want, "\033[38;5;%dm\u2580\033[0m0", fg(ROLE_RAMP + 4));
    str_addf(&want, "\033[38;5;231m\033[48;5;%dmx", fg(ROLE_RAMP + 3));
    str_addf(&want, "\033[38;5;16m\033[48;5;%dmy\033[0mz\n", fg(ROLE_RAMP));
    assert_string_equal(text.data, want.data);
    str_clear(&text);
    sink_ansi(&sheet.canvas, THEME_MONO, DEPTH_256, &text);
    assert_string_equal(text.data, "=;\033[1m+ \033[0m0xyz\n"); /* bold is series 2 */
    str_done(&want);
    str_done(&text);
    sheet_done(&sheet);
}

static void test_svg_has_rectangles(void **state)
{
    (void)state;
    struct canvas canvas;
    struct scene scene;
    struct str out;
    str_init(&out);
    canvas_init(&canvas, 9, 1);
    scene_init(&scene);
    struct pen *pen = pen_new_vector(&canvas, &scene, false);
    draw(pen);
    sink_svg(&canvas, &scene, THEME_DARK, "t", "w", &out);
    int rects = 0;
    for (const char *at = out.data; (at = strstr(at, "<rect")); at++)
        rects++;
    /* The ground; two halves of one colour are one; those under a sign stay. */
    assert_int_equal(rects, 1 + 2 + 1 + 2 + 4);
    assert_non_null(strstr(out.data, ">xy"));
    assert_null(strstr(out.data, ">="));
    pen_free(pen);
    scene_done(&scene);
    canvas_done(&canvas);
    str_done(&out);
}

/* A change of a pixel is a change of its row. */
static void test_rows_differ(void **state)
{
    (void)state;
    struct sheet a, b;
    sheet_init(&a, 9, 1, RASTER_BRAILLE, true);
    sheet_init(&b, 9, 1, RASTER_BRAILLE, true);
    draw(a.pen);
    draw(b.pen);
    int from = 0, to = 0;
    while (canvas_take_run(&b.canvas, &a.canvas, 0, &from, &to))
        from = to;
    from = 0;
    assert_false(canvas_take_run(&b.canvas, &a.canvas, 0, &from, &to));
    const struct pixels other = {ROLE_RAMP + 2, ROLE_RAMP_END, ROLE_SERIES, '='};
    pen_pixels(a.pen, 0, 0, &other);
    assert_true(canvas_take_run(&b.canvas, &a.canvas, 0, &from, &to));
    assert_true(from == 0 && to == 1);
    sheet_done(&b);
    sheet_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks),       cmocka_unit_test(test_text_has_signs),
        cmocka_unit_test(test_colours),     cmocka_unit_test(test_svg_has_rectangles),
        cmocka_unit_test(test_rows_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
