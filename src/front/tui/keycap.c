#include "front/tui/keycap.h"

#include <assert.h>

#define F(n)                                                                                       \
    {                                                                                              \
        .code = KEY_CODE_F1 + (n)-1                                                                \
    }

/* Where an entry gives two of them the same bytes, the first holds. */
const struct keycap keycaps[] = {
    {"kcuu1", {.code = KEY_CODE_UP}},
    {"kcud1", {.code = KEY_CODE_DOWN}},
    {"kcub1", {.code = KEY_CODE_LEFT}},
    {"kcuf1", {.code = KEY_CODE_RIGHT}},
    {"kri", {.code = KEY_CODE_UP, .mods = KEY_SHIFT}},
    {"kind", {.code = KEY_CODE_DOWN, .mods = KEY_SHIFT}},
    {"kLFT", {.code = KEY_CODE_LEFT, .mods = KEY_SHIFT}},
    {"kRIT", {.code = KEY_CODE_RIGHT, .mods = KEY_SHIFT}},
    {"khome", {.code = KEY_CODE_HOME}},
    {"kend", {.code = KEY_CODE_END}},
    {"kHOM", {.code = KEY_CODE_HOME, .mods = KEY_SHIFT}},
    {"kEND", {.code = KEY_CODE_END, .mods = KEY_SHIFT}},
    {"kpp", {.code = KEY_CODE_PAGE_UP}},
    {"knp", {.code = KEY_CODE_PAGE_DOWN}},
    {"kich1", {.code = KEY_CODE_INSERT}},
    {"kdch1", {.code = KEY_CODE_DELETE}},
    {"kcbt", {.code = KEY_CODE_TAB, .mods = KEY_SHIFT}},
    {"kent", {.code = KEY_CODE_ENTER}},
    {"kbs", {.code = KEY_CODE_BACKSPACE}},
    {"kf1", F(1)},
    {"kf2", F(2)},
    {"kf3", F(3)},
    {"kf4", F(4)},
    {"kf5", F(5)},
    {"kf6", F(6)},
    {"kf7", F(7)},
    {"kf8", F(8)},
    {"kf9", F(9)},
    {"kf10", F(10)},
    {"kf11", F(11)},
    {"kf12", F(12)},
    {"kLFT5", {.code = KEY_CODE_LEFT, .mods = KEY_CTRL}},
    {"kRIT5", {.code = KEY_CODE_RIGHT, .mods = KEY_CTRL}},
    {"kUP5", {.code = KEY_CODE_UP, .mods = KEY_CTRL}},
    {"kDN5", {.code = KEY_CODE_DOWN, .mods = KEY_CTRL}},
    {"kHOM5", {.code = KEY_CODE_HOME, .mods = KEY_CTRL}},
    {"kEND5", {.code = KEY_CODE_END, .mods = KEY_CTRL}},
    {"kLFT3", {.code = KEY_CODE_LEFT, .mods = KEY_ALT}},
    {"kRIT3", {.code = KEY_CODE_RIGHT, .mods = KEY_ALT}},
    {"kUP", {.code = KEY_CODE_UP, .mods = KEY_SHIFT}},
    {"kDN", {.code = KEY_CODE_DOWN, .mods = KEY_SHIFT}},
};
const int keycap_count = sizeof keycaps / sizeof keycaps[0];

void keycodes_add(struct keycodes *k, int code, const struct key *key)
{
    assert(k->n < KEYCODES);
    if (code <= 0)
        return;
    k->code[k->n] = code;
    k->key[k->n++] = *key;
}

bool keycodes_find(const struct keycodes *k, int code, struct key *out)
{
    int i = 0;
    while (i < k->n && k->code[i] != code)
        i++;
    if (i < k->n)
        *out = k->key[i];
    return i < k->n;
}
