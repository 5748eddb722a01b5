/* key: what a person pressed, and its name in the command language.
 *
 * A name is a character ("a", "+", "é"), or a named key ("Enter", "Left", "F1", "PageUp",
 * "WheelUp"), with prefixes C- (control), M- (alt), S- (shift, named keys only): "C-l", "S-Left".
 * Names are rows of one table in key.c. */
#ifndef APP_KEY_H
#define APP_KEY_H

#include <stdbool.h>
#include <stdint.h>

enum { KEY_NAME = 24 };

/* Codes past Unicode for keys that are no characters. Enter, Tab, Esc, Space, Backspace too. */
enum key_code {
    KEY_CODE_NONE = 0,
    KEY_CODE_BASE = 0x110000,
    KEY_CODE_ENTER,
    KEY_CODE_TAB,
    KEY_CODE_ESC,
    KEY_CODE_SPACE,
    KEY_CODE_BACKSPACE,
    KEY_CODE_UP,
    KEY_CODE_DOWN,
    KEY_CODE_LEFT,
    KEY_CODE_RIGHT,
    KEY_CODE_HOME,
    KEY_CODE_END,
    KEY_CODE_PAGE_UP,
    KEY_CODE_PAGE_DOWN,
    KEY_CODE_INSERT,
    KEY_CODE_DELETE,
    KEY_CODE_F1, /* F1..F12 in a row */
    KEY_CODE_F12 = KEY_CODE_F1 + 11,
    KEY_CODE_CLICK,   /* mouse: button 1 pressed at x, y */
    KEY_CODE_DRAG,    /* moved with button 1 down */
    KEY_CODE_RELEASE, /* button 1 let go */
    KEY_CODE_WHEEL_UP,
    KEY_CODE_WHEEL_DOWN,
    KEY_CODE_PASTE_START,
    KEY_CODE_PASTE_END
};

enum { KEY_CTRL = 1, KEY_ALT = 2, KEY_SHIFT = 4 };

struct key {
    uint32_t code; /* a Unicode character or a key_code */
    unsigned mods;
    int x, y;               /* cell of a mouse event */
    int from_x, from_y;     /* of a drag and a release: where the button went down */
    int before_x, before_y; /* of a drag and a release: where the event before it was */
    int clicks; /* of a click: 2 for the second of two in one place, else 1; of a release
                   the same, or 0 where the mouse has moved since the click */
};

/* Name of a key. Returns out. */
char *key_name(const struct key *key, char out[KEY_NAME]);

/* The key of a name; false if there is none such. Case matters only for characters. */
bool key_parse(const char *name, struct key *out);

/* Name of the i-th named key, NULL past the end: for completion and suggestions. */
const char *key_named(int i);

bool key_same(const struct key *a, const struct key *b);

#endif
