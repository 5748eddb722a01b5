/* A formula as people write it, from the parsed operations. */
#include "num/formula.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "num/formula_code.h"

/* What stands at the left or right edge of a printed part decides whether a product needs a dot. */
enum look {
    LOOK_NUMBER, /* 2 */
    LOOK_GREEK,  /* a parameter of one letter */
    LOOK_LETTER, /* x, or e with an exponent */
    LOOK_OTHER
};

/* A printed part of the formula. Left operands grow in place, so that a chain of a thousand sums
 * copies nothing twice. */
struct piece {
    struct str text;
    enum formula_level level;
    enum look look;
    const struct formula_function *fold; /* min or max, if the piece is its call */
};

/* Names of the text in the order they were met: a scope that knows everything. */
struct names {
    struct formula_name *name;
    int count;
};

struct printer {
    const struct formula *f;
    struct names names;
    bool unicode;
    struct piece *piece; /* stack [FORMULA_STACK] */
    int height;
};

static bool names_find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)e;
    struct names *names = ctx;
    names->name = mem_resize(names->name, (size_t)names->count + 1, sizeof *names->name);
    names->name[names->count] = *name;
    *id = names->count++;
    return true;
}

/* Greek letters that stand for parameters. */
static const char *greek(const char *name)
{
    static const char *const letters[][2] = {
        {"alpha", "α"}, {"beta", "β"},   {"gamma", "γ"}, {"delta", "δ"},
        {"theta", "θ"}, {"lambda", "λ"}, {"tau", "τ"},   {"pi", "π"},
    };
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (strcmp(letters[i][0], name) == 0)
            return letters[i][1];
    return NULL;
}

/* The raised form of c, or NULL. */
static const char *raised_char(char c)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (isdigit((unsigned char)c))
        return digits[c - '0'];
    return c == 'x' ? "ˣ" : c == '-' ? "⁻" : NULL;
}

/* Raises a short exponent: 2, -1, x, -x, 2x. False, out unchanged, if it is none. */
static bool raise(const char *exponent, struct str *out)
{
    size_t start = out->len, count = 0;
    for (const char *p = exponent; *p; count++) {
        bool minus = strncmp(p, "−", strlen("−")) == 0;
        const char *raised = raised_char(minus ? '-' : *p);
        if (!raised || count == 4) {
            str_cut(out, start);
            return false;
        }
        str_add(out, raised);
        p += minus ? strlen("−") : 1;
    }
    return count > 0;
}

static struct piece *push(struct printer *p, enum formula_level level, enum look look)
{
    struct piece *piece = &p->piece[p->height++];
    *piece = (struct piece){.level = level, .look = look};
    str_init(&piece->text);
    return piece;
}

static void drop(struct printer *p)
{
    str_done(&p->piece[--p->height].text);
}

static void add_wrapped(struct str *out, const char *left, const char *text, const char *right)
{
    str_add(out, left);
    str_add(out, text);
    str_add(out, right);
}

/* Puts text around what a piece holds. */
static void wrap(struct piece *piece, const char *left, const char *right)
{
    char *inner = str_take(&piece->text);
    add_wrapped(&piece->text, left, inner, right);
    mem_free(inner);
    piece->level = FORMULA_LEVEL_ATOM;
    piece->look = LOOK_OTHER;
    piece->fold = NULL;
}

/* Parentheses, unless the piece binds at least as tightly as `level`. */
static void guard(struct piece *piece, enum formula_level level)
{
    if (piece->level < level)
        wrap(piece, "(", ")");
}

static void print_number(struct printer *p, const struct formula_op *op)
{
    struct piece *piece = push(p, FORMULA_LEVEL_ATOM, LOOK_NUMBER);
    if (op->id) {
        const char *name = formula_constants[op->id - 1].name;
        const char *letter = p->unicode ? greek(name) : NULL;
        bool infinite = p->unicode && strcmp(name, "inf") == 0;
        piece->look = letter ? LOOK_GREEK : LOOK_OTHER;
        str_add(&piece->text, letter ? letter : infinite ? "∞" : name);
        return;
    }
    char digits[FMT_SIZE];
    str_add(&piece->text, formula_number(digits, op->u.number));
}

static void add_primes(const struct printer *p, struct str *out, int primes)
{
    if (p->unicode && primes == 2) {
        str_add(out, "″");
        return;
    }
    for (int i = 0; i < primes; i++)
        str_add(out, p->unicode ? "′" : "'");
}

static void add_name(const struct printer *p, struct str *out, const struct formula_name *name)
{
    const char *letter = p->unicode ? greek(name->text) : NULL;
    str_add(out, letter ? letter : name->text);
    add_primes(p, out, name->primes);
}

static void print_read(struct printer *p, const struct formula_op *op)
{
    const struct formula_name *name = &p->names.name[op->id];
    bool is_greek = p->unicode && greek(name->text) && !name->primes;
    bool is_letter = strlen(name->text) == 1 && !name->primes;
    struct piece *piece = push(p, FORMULA_LEVEL_ATOM,
                               is_greek    ? LOOK_GREEK
                               : is_letter ? LOOK_LETTER
                                           : LOOK_OTHER);
    add_name(p, &piece->text, name);
}

/* name(a) or name[a]: a is on the stack. */
static void print_call(struct printer *p, const struct formula_op *op, const char *open,
                       const char *close)
{
    struct str name;
    str_init(&name);
    add_name(p, &name, &p->names.name[op->id]);
    str_add(&name, open);
    wrap(&p->piece[p->height - 1], name.data, close);
    str_done(&name);
}

static void print_negate(struct printer *p)
{
    struct piece *a = &p->piece[p->height - 1];
    guard(a, FORMULA_LEVEL_POWER);
    wrap(a, p->unicode ? "−" : "-", "");
    a->level = FORMULA_LEVEL_NEGATE;
}

static void print_not(struct printer *p)
{
    struct piece *a = &p->piece[p->height - 1];
    guard(a, FORMULA_LEVEL_NOT);
    wrap(a, "not ", "");
    a->level = FORMULA_LEVEL_NOT;
}

/* exp(-x) as e with a raised exponent, abs(x) as |x|; false if the usual form is to be used. */
static bool print_special(struct printer *p, const struct formula_op *op)
{
    struct piece *a = &p->piece[p->height - 1];
    const char *name = op->u.function->name;
    if (!p->unicode || op->id)
        return false;
    if (strcmp(name, "abs") == 0) {
        wrap(a, "|", "|");
        return true;
    }
    if (strcmp(name, "exp") != 0)
        return false;
    struct str power;
    str_init(&power);
    str_add(&power, "e");
    bool raised = raise(a->text.data, &power);
    if (raised) {
        wrap(a, "", "");
        str_clear(&a->text);
        str_add(&a->text, power.data);
        a->level = FORMULA_LEVEL_POWER;
        a->look = LOOK_LETTER;
    }
    str_done(&power);
    return raised;
}

/* name(a, b, ...): the arguments are the top `args` pieces. */
static void print_call_of(struct printer *p, const char *name, int primes, int args)
{
    struct piece *first = &p->piece[p->height - args];
    for (int k = 1; k < args; k++)
        add_wrapped(&first->text, ", ", first[k].text.data, "");
    for (int k = 1; k < args; k++)
        drop(p);
    struct str head;
    str_init(&head);
    str_add(&head, name);
    add_primes(p, &head, primes);
    str_add(&head, "(");
    wrap(first, head.data, ")");
    str_done(&head);
}

static void print_function(struct printer *p, const struct formula_op *op)
{
    const struct formula_function *function = op->u.function;
    struct piece *first = &p->piece[p->height - op->args];
    if (print_special(p, op))
        return;
    if (function->fold && first->fold == function) { /* max(max(a, b), c) was max(a, b, c) */
        str_cut(&first->text, first->text.len - 1);
        add_wrapped(&first->text, ", ", first[1].text.data, ")");
        drop(p);
        return;
    }
    print_call_of(p, function->name, op->id, op->args);
    first->fold = function->fold ? function : NULL;
}

/* Is 2x, αx, α(x + 1) or 2eˣ clear without a dot? */
static bool is_clear(const struct piece *a, const struct piece *b)
{
    if (a->look != LOOK_NUMBER && a->look != LOOK_GREEK)
        return false;
    return b->look == LOOK_LETTER || b->look == LOOK_GREEK || b->text.data[0] == '(';
}

static void print_power(struct printer *p, struct piece *a, struct piece *b)
{
    guard(a, FORMULA_LEVEL_ATOM);
    if (!p->unicode || !raise(b->text.data, &a->text)) {
        guard(b, FORMULA_LEVEL_NEGATE);
        add_wrapped(&a->text, "^", b->text.data, "");
        a->look = LOOK_OTHER;
    }
    a->level = FORMULA_LEVEL_POWER;
    a->fold = NULL;
}

/* The sign between two operands, with its blanks. */
static const char *sign_text(const struct printer *p, enum formula_code code, const struct piece *a,
                             const struct piece *b)
{
    switch (code) {
    case FORMULA_MULTIPLY:
        return !p->unicode ? "*" : is_clear(a, b) ? "" : "·";
    case FORMULA_SUBTRACT:
        return p->unicode ? "−" : "-";
    case FORMULA_LESS_EQUAL:
        return p->unicode ? "≤" : "<=";
    case FORMULA_GREATER_EQUAL:
        return p->unicode ? "≥" : ">=";
    case FORMULA_NOT_EQUAL:
        return p->unicode ? "≠" : "!=";
    case FORMULA_EQUAL:
        return p->unicode ? "=" : "==";
    default:
        return formula_sign(code);
    }
}

static void print_pair(struct printer *p, enum formula_code code)
{
    struct piece *a = &p->piece[p->height - 2], *b = &p->piece[p->height - 1];
    enum formula_level level = formula_level(code);
    if (code == FORMULA_POWER) {
        print_power(p, a, b);
        drop(p);
        return;
    }
    guard(a, level == FORMULA_LEVEL_COMPARE ? level + 1 : level);
    guard(b, b->level == FORMULA_LEVEL_NEGATE ? FORMULA_LEVEL_ATOM : level + 1);
    const char *sign = sign_text(p, code, a, b), *blank = level < FORMULA_LEVEL_PRODUCT ? " " : "";
    enum look look = *sign ? LOOK_OTHER : b->look;
    a->fold = NULL;
    str_add(&a->text, blank);
    add_wrapped(&a->text, sign, blank, b->text.data);
    a->level = level;
    a->look = look;
    drop(p);
}

static void print_select(struct printer *p)
{
    struct piece *c = &p->piece[p->height - 3];
    guard(c, FORMULA_LEVEL_OR);
    add_wrapped(&c->text, " ? ", c[1].text.data, " : ");
    str_add(&c->text, c[2].text.data);
    c->level = FORMULA_LEVEL_SELECT;
    c->fold = NULL;
    c->look = LOOK_OTHER;
    drop(p);
    drop(p);
}

static void print_op(struct printer *p, const struct formula_op *op)
{
    switch ((enum formula_code)op->code) {
    case FORMULA_NUMBER:
        print_number(p, op);
        break;
    case FORMULA_READ:
        print_read(p, op);
        break;
    case FORMULA_CALL:
        print_call(p, op, "(", ")");
        break;
    case FORMULA_INDEX:
        print_call(p, op, "[", "]");
        break;
    case FORMULA_NEGATE:
        print_negate(p);
        break;
    case FORMULA_NOT:
        print_not(p);
        break;
    case FORMULA_FUNCTION:
        print_function(p, op);
        break;
    case FORMULA_ACT:
        print_call_of(p, op->u.act->name, op->id, op->args);
        break;
    case FORMULA_SELECT:
        print_select(p);
        break;
    default:
        print_pair(p, (enum formula_code)op->code);
    }
}

bool formula_print(const char *text, bool unicode, char *out, int size)
{
    struct printer p = {.unicode = unicode};
    struct formula_scope scope = {.ctx = &p.names, .find = names_find};
    struct formula *f = formula_new(text, &scope, NULL);
    if (f) {
        p.piece = mem_resize(NULL, FORMULA_STACK, sizeof *p.piece); /* few of them are used */
        for (int i = 0; i < f->count; i++)
            print_op(&p, &f->op[i]);
        (void)str_copy(out, (size_t)size, p.piece[0].text.data);
        drop(&p);
        mem_free(p.piece);
    }
    formula_free(f);
    mem_free(p.names.name);
    return f != NULL;
}
