/* What is seen where several curves share a cell. */
#include "draw/dots.h"

#include "sheet.h"

static const struct stroke solid = {.role = ROLE_SERIES};

static void test_coincident_curves_are_both_seen(void **state)
{
    (void)state;
    for (int raster = 0; raster < RASTER_COUNT; raster++) {
        for (int steep = 0; steep < 2; steep++) {
            struct sheet s;
            sheet_init(&s, 24, 24, (enum raster)raster, true);
            struct space space = sheet_space((struct rect){0, 0, 24, 24}, 0, 1, 0, 1);
            for (int i = 0; i < 3; i++) {
                struct stroke stroke = {.role = (enum role)(ROLE_SERIES + i), .letter = "abc"[i]};
                if (steep)
                    pen_line(s.pen, &space, 0.5, 0, 0.5, 1, &stroke);
                else
                    pen_line(s.pen, &space, 0, 0.5, 1, 0.5, &stroke);
            }
            pen_finish(s.pen);
            int seen[ROLE_COUNT] = {0};
            for (int y = 0; y < 24; y++)
                for (int x = 0; x < 24; x++)
                    if (canvas_get(&s.canvas, x, y)->ch != ' ')
                        seen[canvas_get(&s.canvas, x, y)->role]++;
            for (int i = 0; i < 3; i++)
                assert_int_equal(seen[ROLE_SERIES + i], 8); /* a third each */
            sheet_done(&s);
        }
    }
}

static void test_curves_pass_over_zero_lines(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 4, 1, RASTER_BRAILLE, true);
    struct space space = sheet_space((struct rect){0, 0, 4, 1}, 0, 7, 0, 3);
    struct stroke zero = {.role = ROLE_ZERO};
    pen_line(s.pen, &space, 0, 0, 7, 0, &zero);
    pen_line(s.pen, &space, 0, 3, 3, 3, &solid);
    pen_finish(s.pen);
    sheet_assert(&s, "⠉⠉⣀⣀\n");
    assert_int_equal(canvas_get(&s.canvas, 0, 0)->role, ROLE_SERIES);
    assert_int_equal(canvas_get(&s.canvas, 3, 0)->role, ROLE_ZERO);
    sheet_done(&s);
}

/* In the gap of a curve a lone dot of the line below has the curve's colour, two dots have not, nor
 * has one at its end. */
static void test_gaps_are_not_recoloured_for_a_dot(void **state)
{
    (void)state;
    static const enum role want[] = {ROLE_SERIES, ROLE_SERIES, ROLE_SERIES,
                                     ROLE_ZERO,   ROLE_SERIES, ROLE_ZERO};
    struct sheet s;
    sheet_init(&s, 6, 1, RASTER_BRAILLE, true);
    struct space space = sheet_space((struct rect){0, 0, 6, 1}, 0, 11, 0, 3);
    struct stroke zero = {.role = ROLE_ZERO};
    pen_line(s.pen, &space, 2, 0, 2, 0, &zero);
    pen_line(s.pen, &space, 6, 0, 7, 0, &zero);
    pen_line(s.pen, &space, 10, 0, 10, 0, &zero);
    for (int x = 0; x < 12; x += 4)
        pen_line(s.pen, &space, x, 0, x + 1, 0, &solid);
    pen_finish(s.pen);
    sheet_assert(&s, "⣀⡀⣀⣀⣀⡀\n");
    for (int x = 0; x < 6; x++)
        assert_int_equal(canvas_get(&s.canvas, x, 0)->role, want[x]);
    sheet_done(&s);
}

/* Blocks would make zero lines and grids heavier than curves; where both are, the curve is seen. */
static void test_ground_is_lighter_than_curves(void **state)
{
    (void)state;
    static const enum role grounds[] = {ROLE_ZERO, ROLE_FRAME, ROLE_DIM, ROLE_AXIS};
    static const enum raster rasters[] = {RASTER_QUADRANT, RASTER_HALF};
    for (size_t i = 0; i < sizeof grounds / sizeof grounds[0]; i++) {
        for (size_t k = 0; k < sizeof rasters / sizeof rasters[0]; k++) {
            struct sheet s;
            sheet_init(&s, 4, 1, rasters[k], true);
            int w = 4 * pen_dots_across(s.pen);
            struct space space = sheet_space((struct rect){0, 0, 4, 1}, 0, w - 1, 0, 1);
            struct stroke ground = {.role = grounds[i]};
            pen_line(s.pen, &space, 0, 0, w - 1, 0, &ground);
            pen_line(s.pen, &space, 0, 1, w / 2 - 1, 1, &solid);
            pen_finish(s.pen);
            sheet_assert(&s, "▀▀··\n");
            sheet_done(&s);
        }
    }
}

static void test_curves_lie_under_text(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 5, 1, RASTER_BRAILLE, true);
    struct space space = sheet_space((struct rect){0, 0, 5, 1}, 0, 1, 0, 1);
    pen_line(s.pen, &space, 0, 0, 1, 0, &solid);
    (void)pen_text(s.pen, 1, 0, -1, ROLE_TEXT, 0, "ab");
    (void)pen_text(s.pen, 3, 0, -1, ROLE_TEXT, ATTR_REVERSE, " ");
    pen_finish(s.pen);
    sheet_assert(&s, "⣀ab ⣀\n");
    sheet_done(&s);
}

static void test_many_looks_do_not_overflow(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 6, 1, RASTER_ASCII, true);
    struct space space = sheet_space((struct rect){0, 0, 6, 1}, 0, 1, 0, 1);
    for (int i = 0; i < 200; i++) {
        struct stroke stroke = {.role = ROLE_SERIES, .letter = (char)('!' + i % 90)};
        stroke.bold = i >= 90;
        pen_line(s.pen, &space, 0, 0, 1, 0, &stroke);
    }
    pen_finish(s.pen);
    for (int x = 0; x < 6; x++)
        assert_int_not_equal(canvas_get(&s.canvas, x, 0)->ch, ' ');
    sheet_done(&s);
}

/* In a cell full of what lies under curves a curve is seen, alone; what lies under curves adds no
 * dots to a cell full of them. */
static void test_full_cells_show_the_highest_rank(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        struct sheet s;
        sheet_init(&s, 1, 1, RASTER_BRAILLE, true);
        struct space space = sheet_space((struct rect){0, 0, 1, 1}, 0, 1, 0, 3);
        for (int pass = 0; pass < 2; pass++) {
            bool curves = pass == first;
            for (int i = 0; i < (curves ? DOTS_SHARE : DOTS_SHARE - 1); i++) {
                struct stroke stroke = {.role = curves ? ROLE_SERIES : ROLE_FRAME,
                                        .letter = (char)('a' + i)};
                pen_line(s.pen, &space, 0, curves ? 3 : 0, 1, curves ? 3 : 0, &stroke);
            }
            struct stroke help = {.role = ROLE_CURSOR};
            pen_line(s.pen, &space, 0, 1, 1, 1, &help);
        }
        pen_finish(s.pen);
        sheet_assert(&s, "⠉\n");
        assert_int_equal(canvas_get(&s.canvas, 0, 0)->role, ROLE_SERIES);
        sheet_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coincident_curves_are_both_seen),
        cmocka_unit_test(test_curves_pass_over_zero_lines),
        cmocka_unit_test(test_gaps_are_not_recoloured_for_a_dot),
        cmocka_unit_test(test_ground_is_lighter_than_curves),
        cmocka_unit_test(test_curves_lie_under_text),
        cmocka_unit_test(test_many_looks_do_not_overflow),
        cmocka_unit_test(test_full_cells_show_the_highest_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
