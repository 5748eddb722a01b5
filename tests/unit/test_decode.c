/* Bytes to characters and keys, names of terminals, direct colours: what the terminal module leaves
 * to pure code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/key.h"
#include "base/str.h"
#include "base/utf8.h"
#include "front/tui/decode.h"
#include "front/tui/palette.h"
#include "front/tui/termname.h"

/* Decodes all of text as the terminal does: a byte is given again after DECODE_AGAIN. */
static int decode_all(const char *text, uint32_t *out, int max)
{
    struct decode d = {0};
    int n = 0;
    for (size_t i = 0; text[i]; i++) {
        enum decoded result;
        do {
            uint32_t c = 0;
            result = decode_byte(&d, (unsigned char)text[i], &c);
            assert_true(n < max);
            if (result != DECODE_MORE)
                out[n++] = c;
        } while (result == DECODE_AGAIN);
    }
    if (decode_is_open(&d)) {
        decode_reset(&d);
        out[n++] = UTF8_BAD;
    }
    assert_false(decode_is_open(&d));
    return n;
}

static void test_characters(void **state)
{
    static const struct {
        const char *text;
        int n;
        uint32_t c[6];
    } cases[] = {
        {"a", 1, {'a'}},
        {"\xce\xb1x", 2, {0x3B1, 'x'}},
        {"\xe2\x82\xac", 1, {0x20AC}},
        {"\xf0\x9f\x98\x80", 1, {0x1F600}},
        {"\xce", 1, {UTF8_BAD}},                /* cut at the end */
        {"\xe2\x82x", 2, {UTF8_BAD, 'x'}},      /* cut by a character */
        {"\xce\xce\xb1", 2, {UTF8_BAD, 0x3B1}}, /* cut by the beginning of one */
        {"\x80z", 2, {UTF8_BAD, 'z'}},          /* no beginning */
        {"\xff", 1, {UTF8_BAD}},
        {"\xc0\xaf", 2, {UTF8_BAD, UTF8_BAD}}, /* overlong */
        {"\xed\xa0\x80", 1, {UTF8_BAD}},       /* half of a surrogate pair */
        {"\xf5", 1, {UTF8_BAD}},               /* past the last character */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t c[8];
        int n = decode_all(cases[i].text, c, 6);
        assert_int_equal(n, cases[i].n);
        for (int k = 0; k < n; k++)
            assert_int_equal(c[k], cases[i].c[k]);
    }
}

/* Any pairs of bytes: at most one character a byte, never a hanging state. */
static void test_all_pairs(void **state)
{
    (void)state;
    for (int a = 1; a < 256; a++) {
        for (int b = 1; b < 256; b++) {
            const char text[3] = {(char)a, (char)b, '\0'};
            uint32_t c[8];
            int n = decode_all(text, c, 6);
            assert_in_range(n, 1, 2);
            for (int k = 0; k < n; k++)
                assert_true(c[k] <= 0x10FFFF);
        }
    }
}

static void test_keys(void **state)
{
    static const struct {
        uint32_t c;
        const char *name;
    } cases[] = {{'a', "a"},     {'\r', "Enter"}, {'\n', "Enter"},    {'\t', "Tab"},
                 {27, "Esc"},    {' ', "Space"},  {127, "Backspace"}, {8, "Backspace"},
                 {0, "C-Space"}, {1, "C-a"},      {3, "C-c"},         {26, "C-z"},
                 {28, "C-\\"},   {31, "C-_"},     {0x3B1, "\xce\xb1"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct key key = decode_key(cases[i].c);
        char name[KEY_NAME];
        assert_string_equal(key_name(&key, name), cases[i].name);
    }
}

static void test_terminal_names(void **state)
{
    static const struct {
        const char *name;
        bool sane, modern;
    } cases[] = {
        {"xterm-256color", true, true}, {"xterm-kitty", true, true}, {"foot", true, true},
        {"foot-extra", true, true},     {"wezterm", true, true},     {"alacritty", true, true},
        {"xterm-ghostty", true, true},  {"bogus", true, false},      {"footing", true, false},
        {"dumb", true, false},          {"", false, false},          {"../xterm", false, false},
        {"x\033]0;y\a", false, false},  {"a b", false, false},       {"/etc/passwd", false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(termname_is_sane(cases[i].name), cases[i].sane);
        assert_int_equal(termname_fallback(cases[i].name) != NULL, cases[i].modern);
    }
    char longest[200];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_true(termname_has_braille("xterm-256color") && termname_has_braille("linuxish"));
    assert_false(termname_has_braille("linux") || termname_has_braille("linux-16color"));
    assert_false(termname_is_sane(longest));
}

/* xterm's own table at a few places; no two of the cube alike; none taken for a palette number. */
static void test_direct_colours(void **state)
{
    (void)state;
    assert_int_equal(palette_direct(3), 3);
    assert_int_equal(palette_direct(15), 0xFFFFFF);
    assert_int_equal(palette_direct(196), 0xFF0000);
    assert_int_equal(palette_direct(32), 0x0087D7);
    assert_int_equal(palette_direct(232), 0x080808);
    assert_int_equal(palette_direct(255), 0xEEEEEE);
    for (int i = 8; i < 256; i++)
        assert_in_range(palette_direct(i), 8, 0xFFFFFF);
    for (int i = 17; i < 232; i++)
        for (int k = 16; k < i; k++)
            assert_true(palette_direct(i) != palette_direct(k));
}

/* Codes that come behind an Esc: typed for the test, none once they are used up. */
static const int *coming;

static int next_code(void)
{
    return *coming == DECODE_NONE ? DECODE_NONE : *coming++;
}

static void test_behind_escape(void **state)
{
    (void)state;
    static const struct {
        int codes[6];
        bool is_key;
        struct key key;
        int again, left;
    } cases[] = {
        {{DECODE_NONE}, true, {.code = KEY_CODE_ESC}, DECODE_NONE, DECODE_NONE},
        {{'x', DECODE_NONE}, true, {.code = 'x', .mods = KEY_ALT}, DECODE_NONE, DECODE_NONE},
        {{'[', DECODE_NONE}, true, {.code = '[', .mods = KEY_ALT}, DECODE_NONE, DECODE_NONE},
        {{'[', '1', ';', '9', '~', DECODE_NONE}, false, {0}, DECODE_NONE, DECODE_NONE},
        {{'O', 'x', 'q', DECODE_NONE}, false, {0}, DECODE_NONE, 'q'},
        {{27, DECODE_NONE}, true, {.code = KEY_CODE_ESC}, 27, DECODE_NONE},
        {{300, DECODE_NONE}, true, {.code = KEY_CODE_ESC}, 300, DECODE_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct decode d = {0};
        struct key key;
        int again;
        coming = cases[i].codes;
        assert_int_equal(decode_take(&d, 27, next_code, &again, &key), cases[i].is_key);
        if (cases[i].is_key)
            assert_true(key_same(&key, &cases[i].key));
        assert_int_equal(again, cases[i].again);
        assert_int_equal(*coming, cases[i].left);
    }
    /* Within a character it is a byte out of place, to be given once more. */
    struct decode d = {0};
    struct key key;
    int again;
    assert_false(decode_take(&d, 0xE4, next_code, &again, &key));
    assert_true(decode_take(&d, 27, next_code, &again, &key));
    assert_int_equal(key.code, UTF8_BAD);
    assert_int_equal(again, 27);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),     cmocka_unit_test(test_all_pairs),
        cmocka_unit_test(test_keys),           cmocka_unit_test(test_terminal_names),
        cmocka_unit_test(test_direct_colours), cmocka_unit_test(test_behind_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
