/* Frames after frames of random cells: a terminal (libvterm) that gets the bytes shows the canvas,
 * cell for cell; a picture that is there already takes none. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/rng.h"
#include "draw/pixels.h"
#include "front/tui/repaint.h"

enum { W = 23, H = 7, FRAMES = 500 };

static const char *colour(int number, bool ground)
{
    static char text[2][256][REPAINT_SEQUENCE];
    (void)snprintf(text[ground][number], REPAINT_SEQUENCE, "\033[%d;5;%dm", ground ? 48 : 38,
                   number);
    return text[ground][number];
}

static void move(int x, int y, struct str *out)
{
    str_addf(out, "\033[%d;%df", y + 1, x + 1);
}

static const struct repaint_terminal xterm = {.is_ansi = true,
                                              .has_column = true,
                                              .has_row = true,
                                              .plain = "\033[m",
                                              .bold = "\033[1m",
                                              .reverse = "\033[7m",
                                              .underline = "\033[4m",
                                              .rest = "\033[K",
                                              .colour = colour};
static const struct repaint_terminal poor = {.plain = "\033[m",
                                             .bold = "\033[1m",
                                             .reverse = "\033[7m",
                                             .underline = "\033[4m",
                                             .move = move,
                                             .colour = colour};

/* ---- random pictures ---- */

static uint32_t below(uint64_t *at, uint32_t n)
{
    const struct rng rng = {.seed = 7, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*at)++, u);
    return (uint32_t)(u[0] * n);
}

/* Mostly what pictures are made of; some that is wide, or has an accent. */
static void put_some(struct canvas *c, uint64_t *at)
{
    static const uint32_t signs[] = {' ', ' ', 'a', '7', 0x2588, 0x28FF, 0xE9, 0x4E00};
    static const unsigned attrs[] = {0, 0, 0, ATTR_BOLD, ATTR_REVERSE, ATTR_UNDERLINE | ATTR_BOLD};
    int x = (int)below(at, W), y = (int)below(at, H);
    enum role role = (enum role)below(at, ROLE_COUNT);
    unsigned attr = attrs[below(at, sizeof attrs / sizeof attrs[0])];
    switch (below(at, 8)) {
    case 0: { /* two pixels, often of one colour, as are their neighbours */
        struct cell cell = {.ch = '#',
                            .role = (uint8_t)role,
                            .upper = (uint8_t)(ROLE_RAMP + below(at, ROLE_RAMP_MAX)),
                            .lower = (uint8_t)(ROLE_RAMP + below(at, ROLE_RAMP_MAX))};
        if (below(at, 2) > 0)
            cell.upper = cell.lower;
        for (int i = (int)below(at, 6); i >= 0; i--)
            canvas_put_pixels(c, x + i, y, &cell);
        break;
    }
    case 1: /* a run */
        canvas_fill(c, x, y, (int)below(at, W), signs[below(at, 6)], role, attr);
        break;
    case 2:
        (void)canvas_put(c, x, y, 0x301, ROLE_TEXT, 0);
        break;
    case 3: /* the rest of the row is blank */
        canvas_fill(c, x, y, W, ' ', ROLE_TEXT, 0);
        break;
    default:
        (void)canvas_put(c, x, y, signs[below(at, 8)], role, attr);
    }
}

/* ---- what the terminal shows ---- */

static int index_of(VTermColor colour, bool is_default)
{
    assert_true(is_default || VTERM_COLOR_IS_INDEXED(&colour));
    return is_default ? -1 : colour.indexed.idx;
}

static void expect_cell(const VTermScreenCell *is, const struct cell *cell, enum theme theme)
{
    struct pixels_look both;
    bool pixels = pixels_look(cell, theme, DEPTH_256, &both);
    const struct paint paint = theme_paint(theme, DEPTH_256, (enum role)cell->role);
    unsigned attr = pixels ? 0 : paint.attr | cell->attr;
    uint32_t ch = pixels ? both.ch : cell->ch;
    int text = pixels ? both.fg : paint.fg, ground = pixels ? both.bg : -1;
    bool blank = ch == ' ' && !cell->mark && !(attr & (ATTR_REVERSE | ATTR_UNDERLINE));
    assert_int_equal(is->chars[0] ? is->chars[0] : ' ', ch);
    assert_int_equal(is->chars[0] ? is->chars[1] : 0, cell->mark);
    assert_int_equal(index_of(is->bg, VTERM_COLOR_IS_DEFAULT_BG(&is->bg)), ground);
    assert_int_equal(is->attrs.reverse, (attr & ATTR_REVERSE) != 0);
    assert_int_equal(is->attrs.underline, (attr & ATTR_UNDERLINE) != 0);
    if (blank)
        return;
    assert_int_equal(index_of(is->fg, VTERM_COLOR_IS_DEFAULT_FG(&is->fg)), text);
    assert_int_equal(is->attrs.bold, (attr & ATTR_BOLD) != 0);
}

static void expect_shown(VTermScreen *screen, const struct canvas *c, enum theme theme)
{
    for (int y = 0; y < c->h; y++) {
        for (int x = 0; x < c->w; x++) {
            VTermScreenCell is;
            const struct cell *cell = canvas_get(c, x, y);
            assert_int_equal(vterm_screen_get_cell(screen, (VTermPos){y, x}, &is), 1);
            if (cell->ch)
                expect_cell(&is, cell, theme);
            else /* the right half of a wide character */
                assert_int_equal(is.chars[0], UINT32_MAX);
        }
    }
}

static void follow(const struct repaint_terminal *terminal)
{
    struct repaint r;
    struct canvas c;
    uint64_t at = 0;
    VTerm *vt = vterm_new(H, W);
    VTermScreen *screen = vterm_obtain_screen(vt);
    vterm_set_utf8(vt, 1);
    vterm_screen_reset(screen, 1);
    canvas_init(&c, W, H);
    repaint_init(&r, terminal, DEPTH_256);
    repaint_cleared(&r, W, H);
    for (int i = 0; i < FRAMES; i++) {
        enum theme theme = i % 50 < 40 ? THEME_DARK : THEME_LIGHT;
        for (uint32_t k = below(&at, 40); k > 0; k--)
            put_some(&c, &at);
        repaint_to(&r, &c, theme);
        (void)vterm_input_write(vt, r.out.data, r.out.len);
        expect_shown(screen, &c, theme);
        repaint_to(&r, &c, theme);
        assert_int_equal(r.out.len, 0);
    }
    repaint_done(&r);
    canvas_done(&c);
    vterm_free(vt);
}

static void test_follows(void **state)
{
    (void)state;
    follow(&xterm);
}

static void test_follows_with_little(void **state)
{
    (void)state;
    follow(&poor);
}

/* One cell in the middle, and the next one below it: no more than has to be. */
static void test_bytes(void **state)
{
    struct repaint r;
    struct canvas c;
    (void)state;
    canvas_init(&c, W, H);
    repaint_init(&r, &xterm, DEPTH_MONO);
    repaint_cleared(&r, W, H);
    (void)canvas_put(&c, 4, 2, '#', ROLE_TEXT, 0);
    (void)canvas_put(&c, 4, 3, '#', ROLE_TEXT, 0);
    (void)canvas_put(&c, 9, 3, '#', ROLE_TEXT, 0);
    (void)canvas_put(&c, 12, 3, '#', ROLE_TEXT, 0);
    repaint_to(&r, &c, THEME_DARK);
    assert_string_equal(r.out.data, "\033[3;5H#\033[4d\b#    #  #");
    canvas_clear(&c);
    (void)canvas_put(&c, W - 2, 3, '#', ROLE_TEXT, 0);
    repaint_to(&r, &c, THEME_DARK);
    assert_string_equal(r.out.data, "\033[3;5H \033[4d\b         \033[22G#");
    repaint_cursor(&r, 0, 0);
    assert_true(strstr(r.out.data, "\033[1;1H") != NULL);
    repaint_done(&r);
    canvas_done(&c);
}

/* Where the last cell of the last row would scroll the screen it stays as it is. */
static void test_last_cell(void **state)
{
    struct repaint_terminal scrolling = xterm;
    struct repaint r;
    struct canvas c;
    (void)state;
    scrolling.scrolls = true;
    canvas_init(&c, W, H);
    repaint_init(&r, &scrolling, DEPTH_MONO);
    repaint_cleared(&r, W, H);
    (void)canvas_put(&c, W - 1, H - 1, '#', ROLE_TEXT, 0);
    repaint_to(&r, &c, THEME_DARK);
    assert_int_equal(r.out.len, 0);
    (void)canvas_put(&c, W - 1, H - 2, '#', ROLE_TEXT, 0);
    repaint_to(&r, &c, THEME_DARK);
    assert_string_equal(r.out.data, "\033[6;23H#");
    repaint_done(&r);
    canvas_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_follows),
        cmocka_unit_test(test_follows_with_little),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_last_cell),
    };
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
