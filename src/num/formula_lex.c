#include "num/formula_lex.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Characters of mathematics that are not read, and what to write instead. */
static const struct {
    const char *character, *write;
} instead[] = {
    {"α", "alpha"}, {"β", "beta"}, {"γ", "gamma"},   {"λ", "lambda"}, {"θ", "theta"}, {"π", "pi"},
    {"∞", "inf"},   {"′", "'"},    {"’", "'"},       {"″", "''"},     {"−", "-"},     {"–", "-"},
    {"×", "*"},     {"·", "*"},    {"÷", "/"},       {"≤", "<="},     {"≥", ">="},    {"≠", "!="},
    {"²", "^2"},    {"³", "^3"},   {"√", "sqrt(x)"}, {"&", "and"},    {"|", "or"},    {"!", "not"},
    {"=", "=="},    {";", ","},    {"{", "("},       {"}", ")"},      {"~", "not"},   {"**", "^"},
};

/* Longer signs first: "<=" is not "<". */
static const enum formula_code signs[] = {
    FORMULA_LESS_EQUAL, FORMULA_GREATER_EQUAL, FORMULA_EQUAL, FORMULA_NOT_EQUAL,
    FORMULA_LESS,       FORMULA_GREATER,       FORMULA_ADD,   FORMULA_SUBTRACT,
    FORMULA_MULTIPLY,   FORMULA_DIVIDE,        FORMULA_POWER,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool starts_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int digits(const char *p)
{
    int n = 0;
    while (is_digit(p[n]))
        n++;
    return n;
}

static int word(const char *p)
{
    int n = 0;
    while (starts_word(p[n]) || is_digit(p[n]))
        n++;
    return n;
}

/* e or p, a sign, digits; 0 if it is none, so that "2e" is 2 and then a name. */
static int exponent(const char *p, char lower, char upper)
{
    if (*p != lower && *p != upper)
        return 0;
    int sign = p[1] == '+' || p[1] == '-';
    int n = digits(p + 1 + sign);
    return n ? 1 + sign + n : 0;
}

/* Length of the number at p, as C spells it, without a suffix. */
static int number(const char *p)
{
    if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X') && is_hex(p[2])) {
        int n = 2;
        while (is_hex(p[n]) || (p[n] == '.' && !memchr(p, '.', (size_t)n)))
            n++;
        return n + exponent(p + n, 'p', 'P');
    }
    int n = digits(p);
    if (p[n] == '.')
        n += 1 + digits(p + n + 1);
    return n + exponent(p + n, 'e', 'E');
}

/* Length of word {"." word | "#" digits}. */
static int name(const char *p)
{
    int n = word(p);
    for (;;) {
        if (p[n] == '.' && starts_word(p[n + 1]))
            n += 1 + word(p + n + 1);
        else if (p[n] == '#' && is_digit(p[n + 1]))
            n += 1 + digits(p + n + 1);
        else
            return n;
    }
}

static bool is(const struct formula_token *t, const char *text)
{
    return (size_t)t->length == strlen(text) && memcmp(t->at, text, (size_t)t->length) == 0;
}

static void read_name(struct formula_token *t)
{
    t->length = name(t->at);
    t->kind = FORMULA_TOKEN_NAME;
    t->u.primes = 0;
    if (is(t, "not")) {
        t->kind = FORMULA_TOKEN_NOT;
    } else if (is(t, "and") || is(t, "or")) {
        t->kind = FORMULA_TOKEN_SIGN;
        t->u.sign = t->at[0] == 'a' ? FORMULA_AND : FORMULA_OR;
    } else {
        while (t->at[t->length + t->u.primes] == '\'')
            t->u.primes++;
    }
}

static bool read_sign(struct formula_token *t)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const char *text = formula_sign(signs[i]);
        size_t n = strlen(text);
        if (strncmp(t->at, text, n) != 0)
            continue;
        t->kind = FORMULA_TOKEN_SIGN;
        t->length = (int)n;
        t->u.sign = signs[i];
        return true;
    }
    return false;
}

static void say_bad(const struct formula_token *t, struct err *e)
{
    if (*t->at == ';' && !t->at[1 + strspn(t->at + 1, " \t\r\n;")]) {
        err_at(e, t->line, t->col, "a formula ends without ';'");
        return;
    }
    for (size_t i = 0; i < sizeof instead / sizeof instead[0]; i++) {
        const char *c = instead[i].character;
        if (strncmp(t->at, c, strlen(c)) == 0) {
            err_at(e, t->line, t->col, "'%s' is not read here; write %s", c, instead[i].write);
            return;
        }
    }
    if (*t->at == '\'') {
        err_at(e, t->line, t->col, "a prime stands directly after a name: sigmoid'(x)");
        return;
    }
    const char *p = t->at;
    char shown[5] = {0};
    utf8_put(shown, utf8_printable(utf8_next(&p, p + strlen(p))));
    err_at(e, t->line, t->col, "'%s' has no meaning in a formula", shown);
}

void formula_lex_init(struct formula_lex *lex, const char *text)
{
    *lex = (struct formula_lex){.next = text, .line = 1, .col = 1};
}

static void skip_blanks(struct formula_lex *lex)
{
    for (; *lex->next && strchr(" \t\r\n", *lex->next); lex->next++) {
        lex->col++;
        if (*lex->next == '\n') {
            lex->line++;
            lex->col = 1;
        }
    }
}

/* A word is ASCII, so its bytes are its characters; what is not ends the reading. */
struct formula_token formula_lex_next(struct formula_lex *lex, struct err *e)
{
    skip_blanks(lex);
    struct formula_token t = {.at = lex->next, .line = lex->line, .col = lex->col};
    char c = *t.at;
    int primes = 0;
    if (!c) {
        t.kind = FORMULA_TOKEN_END;
    } else if (is_digit(c) || (c == '.' && is_digit(t.at[1]))) {
        t.kind = FORMULA_TOKEN_NUMBER;
        t.length = number(t.at);
        t.u.number = strtod(t.at, NULL);
    } else if (starts_word(c)) {
        read_name(&t);
        primes = t.kind == FORMULA_TOKEN_NAME ? t.u.primes : 0;
    } else if (strchr("()[],?:", c)) {
        t.kind = FORMULA_TOKEN_MARK;
        t.length = 1;
        t.u.mark = c;
    } else if (strncmp(t.at, "**", 2) == 0 || !read_sign(&t)) {
        t.kind = FORMULA_TOKEN_BAD;
        say_bad(&t, e);
    }
    lex->next += t.length + primes;
    lex->col += t.length + primes;
    return t;
}
