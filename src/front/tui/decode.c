#include "front/tui/decode.h"

#include "base/utf8.h"

/* Bytes of a character by its first one, 0 if it begins none. */
static int length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

enum decoded decode_byte(struct decode *d, unsigned char byte, uint32_t *out)
{
    bool continues = byte >= 0x80 && byte < 0xC0;
    if (d->n && !continues) {
        d->n = 0;
        *out = UTF8_BAD;
        return DECODE_AGAIN;
    }
    if (!d->n) {
        d->need = length_of(byte);
        if (!d->need) {
            *out = UTF8_BAD;
            return DECODE_DONE;
        }
    }
    d->bytes[d->n++] = (char)byte;
    if (d->n < d->need)
        return DECODE_MORE;
    const char *p = d->bytes;
    *out = utf8_next(&p, d->bytes + d->n);
    d->n = 0;
    return DECODE_DONE;
}

bool decode_is_open(const struct decode *d)
{
    return d->n > 0;
}

void decode_reset(struct decode *d)
{
    d->n = 0;
}

struct key decode_key(uint32_t c)
{
    switch (c) {
    case '\r':
    case '\n':
        return (struct key){.code = KEY_CODE_ENTER};
    case '\t':
        return (struct key){.code = KEY_CODE_TAB};
    case 27:
        return (struct key){.code = KEY_CODE_ESC};
    case ' ':
        return (struct key){.code = KEY_CODE_SPACE};
    case 8:
    case 127:
        return (struct key){.code = KEY_CODE_BACKSPACE};
    case 0:
        return (struct key){.code = KEY_CODE_SPACE, .mods = KEY_CTRL};
    default:
        break;
    }
    if (c < 27)
        return (struct key){.code = c + 'a' - 1, .mods = KEY_CTRL};
    if (c < 32)
        return (struct key){.code = c + 0x40, .mods = KEY_CTRL};
    return (struct key){.code = c};
}

static bool after_escape(decode_next *next, int *again, struct key *out)
{
    int c = next();
    *out = decode_key(27);
    if (c == DECODE_NONE)
        return true;
    if (c == '[' || c == 'O') {
        int part = next();
        if (part == DECODE_NONE) { /* Alt and that character, pressed */
            *out = (struct key){.code = (uint32_t)c, .mods = KEY_ALT};
            return true;
        }
        while (part != DECODE_NONE && (part < 0x40 || part > 0x7E))
            part = next();
        return false;
    }
    if (c == 27 || c >= 0x80) {
        *again = c;
        return true;
    }
    *out = decode_key((uint32_t)c);
    out->mods |= KEY_ALT;
    return true;
}

bool decode_take(struct decode *d, int byte, decode_next *next, int *again, struct key *out)
{
    uint32_t c;
    *again = DECODE_NONE;
    if (byte == 27 && !decode_is_open(d))
        return after_escape(next, again, out);
    enum decoded decoded = decode_byte(d, (unsigned char)byte, &c);
    if (decoded == DECODE_MORE)
        return false;
    if (decoded == DECODE_AGAIN)
        *again = byte;
    *out = decode_key(c);
    return true;
}
