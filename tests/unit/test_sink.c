/* A canvas as bytes: no trailing blanks, grouped colours, a reset before each newline. */
#include "draw/sink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/utf8.h"

static void put_text(struct canvas *c, int x, const char *text, enum role role, unsigned attr)
{
    for (const char *p = text, *end = text + strlen(text); p < end;)
        x += canvas_put(c, x, 0, utf8_next(&p, end), role, attr);
}

static void test_plain_text(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 8, 2);
    put_text(&c, 1, "a中e\xCC\x81 ", ROLE_SERIES, ATTR_REVERSE);
    struct str out;
    str_init(&out);
    sink_text(&c, &out);
    assert_string_equal(out.data, " a中e\xCC\x81\n\n");
    str_done(&out);
    canvas_done(&c);
}

static void test_ansi(void **state)
{
    (void)state;
    /* Pieces in a row, and the bytes of the line. Colours are those of the dark theme. */
    static const struct {
        enum depth depth;
        struct {
            const char *text;
            enum role role;
            unsigned attr;
        } pieces[3];
        const char *expected;
    } cases[] = {
        {DEPTH_256, {{"plain", ROLE_TEXT, 0}}, "plain\n"},
        {DEPTH_256, {{"ab", ROLE_SERIES, 0}}, "\033[38;5;32mab\033[0m\n"},
        /* One sequence for two words with a blank between. */
        {DEPTH_256, {{"a ", ROLE_SERIES, 0}, {"b", ROLE_SERIES, 0}}, "\033[38;5;32ma b\033[0m\n"},
        {DEPTH_256,
         {{"a", ROLE_SERIES, 0}, {" ", ROLE_TEXT, 0}, {"b", ROLE_SERIES, 0}},
         "\033[38;5;32ma b\033[0m\n"},
        {DEPTH_256,
         {{"a", ROLE_SERIES, 0}, {"b", ROLE_SERIES + 1, 0}},
         "\033[38;5;32ma\033[38;5;166mb\033[0m\n"},
        {DEPTH_16, {{"a", ROLE_SERIES, 0}}, "\033[96ma\033[0m\n"},
        {DEPTH_8, {{"a", ROLE_SERIES, 0}}, "\033[36ma\033[0m\n"},
        {DEPTH_MONO, {{"a", ROLE_SERIES, 0}}, "a\n"},
        {DEPTH_MONO, {{"a", ROLE_TITLE, 0}}, "\033[1ma\033[0m\n"},
        {DEPTH_256,
         {{"a", ROLE_SERIES, ATTR_BOLD}, {"b", ROLE_SERIES, 0}},
         "\033[1;38;5;32ma\033[0;38;5;32mb\033[0m\n"},
        {DEPTH_256, {{"a", ROLE_SERIES, 0}, {"b", ROLE_TEXT, 0}}, "\033[38;5;32ma\033[0mb\n"},
        /* Reversed blanks are seen: kept at the end, and not stretched over plain ones. */
        {DEPTH_256, {{"a ", ROLE_TEXT, ATTR_REVERSE}}, "\033[7ma \033[0m\n"},
        {DEPTH_256, {{"a", ROLE_TEXT, ATTR_REVERSE}, {" b", ROLE_TEXT, 0}}, "\033[7ma\033[0m b\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct canvas c;
        canvas_init(&c, 10, 1);
        int x = 0;
        for (int k = 0; k < 3 && cases[i].pieces[k].text; k++) {
            put_text(&c, x, cases[i].pieces[k].text, cases[i].pieces[k].role,
                     cases[i].pieces[k].attr);
            x += utf8_columns(cases[i].pieces[k].text);
        }
        struct str out;
        str_init(&out);
        sink_ansi(&c, THEME_DARK, cases[i].depth, &out);
        assert_string_equal(out.data, cases[i].expected);
        str_done(&out);
        canvas_done(&c);
    }
}

/* A plain terminal: reads what sink_ansi wrote back into cells. */
struct screen {
    uint32_t ch[40];
    struct paint paint[40];
    int x;
    struct paint now;
};

static void apply_sgr(struct screen *s, const char *codes)
{
    while (*codes != 'm') {
        char *end;
        long code = strtol(codes, &end, 10);
        if (code == 0)
            s->now = (struct paint){-1, 0};
        else if (code == 1)
            s->now.attr |= ATTR_BOLD;
        else if (code == 4)
            s->now.attr |= ATTR_UNDERLINE;
        else if (code == 7)
            s->now.attr |= ATTR_REVERSE;
        else if (code == 38)
            s->now.fg = (short)strtol(end + 3, &end, 10); /* after ";5;" */
        else
            s->now.fg = (short)(code >= 90 ? code - 90 + 8 : code - 30);
        codes = *end == ';' ? end + 1 : end;
    }
}

static void read_line(struct screen *s, const char *line, const char *end)
{
    for (int x = 0; x < 40; x++) {
        s->ch[x] = ' ';
        s->paint[x] = (struct paint){-1, 0};
    }
    s->x = 0;
    for (const char *p = line; p < end;) {
        if (*p == '\033') {
            apply_sgr(s, p + 2);
            p = strchr(p, 'm') + 1;
            continue;
        }
        s->ch[s->x] = utf8_next(&p, end);
        s->paint[s->x++] = s->now;
    }
}

static void test_a_terminal_reads_the_same_picture(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 9, .purpose = RNG_TEST};
    print_message("seed %d\n", 9);
    uint64_t index = 0;
    for (int round = 0; round < 1000; round++) {
        enum depth depth = (enum depth)(round % DEPTH_COUNT);
        enum theme theme = (enum theme)(round % THEME_COUNT);
        struct canvas c;
        canvas_init(&c, 40, 1);
        for (int i = 0; i < 30; i++) {
            double u[2], v[2];
            rng_uniform(&rng, index++, u);
            rng_uniform(&rng, index++, v);
            (void)canvas_put(&c, (int)(u[0] * 40), 0, (uint32_t) " ab#"[(int)(v[0] * 4)],
                             (enum role)(u[1] * ROLE_COUNT), (unsigned)(v[1] * 8));
        }
        struct str out;
        str_init(&out);
        sink_ansi(&c, theme, depth, &out);
        assert_int_equal(out.data[out.len - 1], '\n');
        struct screen s = {.now = {-1, 0}};
        read_line(&s, out.data, out.data + out.len - 1);
        assert_true(s.now.fg == -1 && s.now.attr == 0); /* left as it was found */
        for (int x = 0; x < 40; x++) {
            const struct cell *cell = canvas_get(&c, x, 0);
            struct paint want = theme_paint(theme, depth, (enum role)cell->role);
            want.attr |= cell->attr;
            unsigned seen = ATTR_REVERSE | ATTR_UNDERLINE;
            assert_int_equal(s.ch[x], cell->ch);
            assert_int_equal(s.paint[x].attr & seen, want.attr & seen);
            if (cell->ch != ' ' || (want.attr & seen)) {
                assert_int_equal(s.paint[x].fg, want.fg);
                assert_int_equal(s.paint[x].attr, want.attr);
            }
        }
        str_done(&out);
        canvas_done(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text),
        cmocka_unit_test(test_ansi),
        cmocka_unit_test(test_a_terminal_reads_the_same_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
