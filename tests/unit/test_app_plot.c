/* The cursor of the plot: steps by dots and ticks, jumps to places of the function. */
#include "app_world.h"

#include <math.h>

static const char *note(struct app *app)
{
    bool is_error;
    return app_note_text(app, &is_error);
}

/* Runs a line and looks where the cursor is. */
static void moves(struct app *app, const char *line, double x)
{
    run(app, line);
    double got = app_settings(app)->plot.cursor;
    if (!(fabs(got - x) <= 1e-12 * (1 + fabs(x))))
        fail_msg("%s: cursor %.17g, not %.17g", line, got, x);
    assert_true(app_settings(app)->plot.cursor_on);
}

static void steps_go_by_dots_and_ticks(void **state)
{
    struct app *app = *state;
    moves(app, "jump dot", 0.05); /* without a screen a dot is a 240th of the range */
    moves(app, "jump dot", 0.1);
    moves(app, "jump dot -2", 0);
    moves(app, "jump tick 2", 2);
    moves(app, "jump tick -1", 1);
    moves(app, "cursor 0.25; jump tick", 1);
    moves(app, "jump tick 99", 6);
    moves(app, "jump dot", 6); /* does not leave */
    moves(app, "jump dot -1000", -6);
    moves(app, "cursor 50; jump dot -1", 5.95); /* comes back */
    moves(app, "set range 1:1.0001; cursor 1; jump dot 3", 1.0000012);
    moves(app, "set range 0:1e9; cursor 0; jump tick", 1e8);
}

static void tangent_and_mark_bring_the_cursor(void **state)
{
    struct app *app = *state;
    const struct plot_settings *p = &app_settings(app)->plot;
    run(app, "set tangent off; set mark auto; set cursor_on off");
    run(app, "toggle tangent");
    assert_true(p->tangent && p->cursor_on);
    run(app, "set cursor_on off");
    assert_false(p->cursor_on); /* who wants it hidden can have that */
    run(app, "set mark cursor");
    assert_true(p->cursor_on);
    run(app, "set tangent off; set mark auto");
}

/* A log axis of four columns, one a decade. */
static void log_lens(void *ctx, struct lens *out)
{
    static const double edge[] = {1, 10, 100, 1000, 10000};
    (void)ctx;
    out->dots = 4;
    memcpy(out->edge, edge, sizeof edge);
    out->ticks = 2;
    out->tick[0] = 1;
    out->tick[1] = 1000;
}

static void zoom_and_pan_go_along_the_axis(void **state)
{
    struct app *app = *state;
    const struct plot_settings *p = &app_settings(app)->plot;
    run(app, "set range -6:6; zoom 2; pan 0.5");
    assert_true(p->range[0] == 0 && p->range[1] == 6);
    run(app, "set range 0.01:100; set xscale log; zoom 2");
    assert_true(fabs(p->range[0] - 0.1) < 1e-15 && fabs(p->range[1] - 10) < 1e-13);
    run(app, "pan 0.5");
    assert_true(fabs(p->range[0] - 1) < 1e-14 && fabs(p->range[1] - 100) < 1e-12);
    run(app, "zoom 0.5 1");
    assert_true(fabs(p->range[0] - 1) < 1e-14 && fabs(p->range[1] - 1e4) < 1e-10);
    run(app, "set xscale linear; fit");
}

/* A log axis of four columns, one a decade. */
static void a_lens_says_how_fine_the_picture_is(void **state)
{
    struct app *app = *state;
    app_put_lens(app, log_lens, NULL);
    run(app, "set range 1:10000; cursor 20");
    moves(app, "jump dot", 500);
    moves(app, "jump dot -1", 50);
    moves(app, "jump tick", 1000);
    moves(app, "jump tick -1", 1);
    moves(app, "jump dot 3", 10000);
    app_put_lens(app, NULL, NULL);
    moves(app, "cursor 1; jump dot 239", 9950);
}

static void jumps_say_what_they_reach(void **state)
{
    struct app *app = *state;
    run(app, "plot gelu relu; jump kink");
    assert_false(app_settings(app)->plot.cursor_on);
    assert_string_equal(note(app), "gelu has no kink from x = -6 to 6");
    moves(app, "jump point", -0.75179152469356); /* the first in sight, as the cursor was off */
    moves(app, "cursor 0; jump extremum -1", -0.75179152469356);
    assert_string_equal(note(app), "minimum of gelu: f(-0.7518) = -0.17");
    moves(app, "jump zero", 0);
    assert_string_equal(note(app), "zero of gelu: f(0) = 0");
    moves(app, "jump zero", 0);
    assert_string_equal(note(app), "gelu has no zero right of x = 0 up to 6");
    moves(app, "cursor -1; jump kink -3", -1);
    assert_string_equal(note(app), "gelu has no kink left of x = -1 down to -6");
    run(app, "focus relu");
    moves(app, "cursor -2; jump point", 0);
    assert_string_equal(note(app), "kink, zero and minimum of relu: f(0) = 0");
    moves(app, "jump point", 0);
    assert_string_equal(note(app), "relu has no kink, zero or extremum right of x = 0 up to 6");
    run(app, "plot sin");
    moves(app, "cursor 0.5; jump zero 2",
          3.14159265358979323846); /* one is in sight: the last there is */
}

static void jumps_are_counted(void **state)
{
    const double pi = 3.14159265358979323846;
    struct app *app = *state;
    run(app, "plot sin; set range 0.5:20");
    moves(app, "cursor 1; jump zero 2", 2 * pi);
    moves(app, "jump extremum", 2.5 * pi);
    moves(app, "jump extremum -2", pi / 2);
    moves(app, "cursor -10; jump point 3", 1.5 * pi); /* from outside of the range */
    moves(app, "cursor 1; jump zero 99", 6 * pi);
}

/* Zoom and pan go as far as `set range` does, and say why no further. */
static void the_axis_has_ends(void **state)
{
    struct app *app = *state;
    refuse(app, "zoom 0", "factor", 0);
    run(app, "set range 123456:123457");
    refuse(app, "zoom 1e5", "at least 0.000123 wide", 0);
    run(app, "set range -1e12:9e11");
    refuse(app, "pan 0.1", "from -1e+12 to 1e+12", 0);
    refuse(app, "zoom 0.5", "from -1e+12 to 1e+12", 0);
    run(app, "zoom 2");
    run(app, "set range 6e11:1e12");
    refuse(app, "pan 1", "from -1e+12 to 1e+12", 0);
}

static void bad_jumps_are_refused(void **state)
{
    struct app *app = *state;
    refuse(app, "jump", "dot|tick", 0);
    refuse(app, "jump zeros", "did you mean zero?", 0);
    refuse(app, "jump nowhere", "extremum or point", 0);
    refuse(app, "jump zero 0", "whole number", 0);
    refuse(app, "jump zero 0.5", "whole number", 0);
    refuse(app, "jump dot 1e9", "whole number", 0);
    assert_false(app_settings(app)->plot.cursor_on);
    assert_true(is_offered(app, "jump ", "extremum"));
    assert_true(is_offered(app, "jump ti", "tick"));
}

static void a_mark_is_an_option(void **state)
{
    struct app *app = *state;
    run(app, "cursor 2; set mark cursor; cursor 3");
    assert_true(get(app, "cursor - mark") == 1);
    run(app, "undo");
    assert_true(isnan(app_settings(app)->plot.mark));
    run(app, "set mark 50; set mark auto");
    assert_true(isnan(get(app, "mark")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(steps_go_by_dots_and_ticks),
        TEST(zoom_and_pan_go_along_the_axis),
        TEST(tangent_and_mark_bring_the_cursor),
        TEST(a_lens_says_how_fine_the_picture_is),
        TEST(jumps_say_what_they_reach),
        TEST(jumps_are_counted),
        TEST(the_axis_has_ends),
        TEST(bad_jumps_are_refused),
        TEST(a_mark_is_an_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
