/* Text to a compiled formula: recursive descent with a counted depth. */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "num/act_body.h"
#include "num/formula_lex.h"
#include "num/formula_need.h"

/* Recursive descent. Every function returns false once something is wrong; the first message
 * stays. Deep texts recurse: what a level keeps on the C stack is small, and the words and the
 * message live in the parser. */
struct parser {
    struct formula_lex lex;
    struct formula_token now, last; /* the word to be read, and the one before it */
    const struct formula_scope *scope;
    struct formula *f;
    int room;                        /* operations f has memory for */
    int depth;                       /* levels open */
    int height;                      /* values on the stack after what is compiled so far */
    uint8_t mask[FORMULA_STACK + 1]; /* the variables each of them depends on */
    struct err err;
};

static bool expression(struct parser *p);
static bool unary(struct parser *p);

static bool is_mark(const struct parser *p, char mark)
{
    return p->now.kind == FORMULA_TOKEN_MARK && p->now.u.mark == mark;
}

static bool is_sign(const struct parser *p, enum formula_code sign)
{
    return p->now.kind == FORMULA_TOKEN_SIGN && p->now.u.sign == sign;
}

static bool advance(struct parser *p)
{
    p->last = p->now;
    p->now = formula_lex_next(&p->lex, &p->err);
    return p->now.kind != FORMULA_TOKEN_BAD;
}

/* Do two values stand side by side, as in "2x" or "3 (x)"? */
static bool is_juxtaposed(const struct parser *p)
{
    bool value_before = p->last.kind == FORMULA_TOKEN_NUMBER ||
                        p->last.kind == FORMULA_TOKEN_NAME ||
                        (p->last.kind == FORMULA_TOKEN_MARK && p->last.u.mark == ')');
    bool value_now =
        p->now.kind == FORMULA_TOKEN_NUMBER || p->now.kind == FORMULA_TOKEN_NAME || is_mark(p, '(');
    return p->last.length && value_before && value_now;
}

static bool say_expected(struct parser *p, const char *what)
{
    const struct formula_token *t = &p->now;
    if (t->kind == FORMULA_TOKEN_BAD)
        return false; /* said */
    if (t->kind == FORMULA_TOKEN_END)
        return err_at(&p->err, t->line, t->col, "the formula ends where %s is expected", what);
    int shown = t->length < 40 ? t->length : 40;
    err_at(&p->err, t->line, t->col, "%s is expected, not '%.*s'", what, shown, t->at);
    if (is_juxtaposed(p))
        return err_add(&p->err, " (a product is written with *)");
    return false;
}

static bool expect(struct parser *p, char mark, const char *what)
{
    return is_mark(p, mark) ? advance(p) : say_expected(p, what);
}

/* Appends op; what is wrong with it is said at t. */
/* The message that came from elsewhere belongs to this word. */
static bool stands_at(struct parser *p, const struct formula_token *t)
{
    p->err.line = t->line;
    p->err.col = t->col;
    return false;
}

static bool emit_at(struct parser *p, struct formula_op op, const struct formula_token *t)
{
    struct formula *f = p->f;
    if (f->count == FORMULA_OPS)
        return err_at(&p->err, t->line, t->col, "the formula is longer than %d operations",
                      FORMULA_OPS);
    if (f->count == p->room) {
        p->room = p->room ? 2 * p->room : 8;
        f = p->f = mem_resize(f, 1, sizeof *f + (size_t)p->room * sizeof f->op[0]);
    }
    int below = p->height - formula_operands(&op);
    if (!formula_need_add(&f->need, &op, p->mask + below, p->height, &p->err))
        return stands_at(p, t);
    f->op[f->count++] = op;
    p->height = below + 1;
    return true;
}

static bool emit(struct parser *p, struct formula_op op)
{
    return emit_at(p, op, &p->last);
}

static bool emit_code(struct parser *p, enum formula_code code)
{
    return emit(p, (struct formula_op){.code = (uint8_t)code});
}

/* Opens a level at the word to be read; false beyond the bound. */
static bool deeper(struct parser *p)
{
    if (++p->depth <= FORMULA_DEPTH)
        return true;
    return err_at(&p->err, p->now.line, p->now.col, "nested more than %d deep", FORMULA_DEPTH);
}

static void copy_name(const struct formula_token *t, char out[FORMULA_NAME])
{
    size_t n = (size_t)t->length < FORMULA_NAME ? (size_t)t->length : FORMULA_NAME - 1;
    memcpy(out, t->at, n);
    out[n] = '\0';
}

static const struct act_names *own_functions(const struct parser *p)
{
    return p->scope ? p->scope->own : NULL;
}

static const struct act *find_act(const struct parser *p, const struct formula_token *t)
{
    char name[FORMULA_NAME];
    copy_name(t, name);
    return t->length < FORMULA_NAME ? act_find(own_functions(p), name) : NULL;
}

static bool say_unknown(struct parser *p, const struct formula_token *t,
                        const struct formula_name *name)
{
    if (name->args == 0 && !name->index &&
        (formula_find_function(t->at, t->length) || find_act(p, t)))
        return err_at(&p->err, t->line, t->col, "%s is a function and needs its argument: %s%s(x)",
                      name->text, name->text, name->primes ? "'" : "");
    struct near near;
    near_init(&near, name->text);
    formula_offer(own_functions(p), &near, name->args > 0);
    for (int i = 0; p->scope && i < p->scope->variables && !name->args; i++)
        near_offer(&near, p->scope->variable[i]);
    if (p->scope && p->scope->offer)
        p->scope->offer(p->scope->ctx, &near);
    err_at(&p->err, t->line, t->col, "unknown %s '%s'", name->args ? "function" : "name",
           name->text);
    if (name->text[1] && near_name(&near)) /* every letter is near to every other */
        return err_add(&p->err, "; did you mean %s?", near_name(&near));
    return false;
}

/* A name of the scope; its argument, if any, is compiled already. */
static bool scope_name(struct parser *p, const struct formula_token *t, int args, bool index)
{
    struct formula_name name = {.primes = t->u.primes, .args = args, .index = index};
    if (t->length >= FORMULA_NAME)
        return err_at(&p->err, t->line, t->col, "a name of more than %d characters",
                      FORMULA_NAME - 1);
    copy_name(t, name.text);
    int id = 0;
    err_clear(&p->err);
    if (!p->scope || !p->scope->find || !p->scope->find(p->scope->ctx, &name, &id, &p->err)) {
        if (!p->err.text[0])
            return say_unknown(p, t, &name);
        p->err.line = t->line;
        p->err.col = t->col;
        return false;
    }
    p->f->constant = false;
    enum formula_code code = index ? FORMULA_INDEX : args ? FORMULA_CALL : FORMULA_READ;
    return emit(p, (struct formula_op){.code = (uint8_t)code, .id = id});
}

/* The number of a variable, or -1. */
static int find_variable(const struct parser *p, const struct formula_token *t)
{
    for (int i = 0; p->scope && i < p->scope->variables; i++) {
        const char *name = p->scope->variable[i];
        if (strlen(name) == (size_t)t->length && memcmp(name, t->at, (size_t)t->length) == 0)
            return i;
    }
    return -1;
}

static bool variable(struct parser *p, const struct formula_token *t, int id)
{
    if (t->u.primes)
        return err_at(&p->err, t->line, t->col,
                      "%s is a number and has no derivative; primes "
                      "are for functions: exp'(x)",
                      p->scope->variable[id]);
    p->f->constant = false;
    return emit(p, (struct formula_op){.code = FORMULA_VARIABLE, .id = id});
}

static bool bare_name(struct parser *p, const struct formula_token *t)
{
    int id = find_variable(p, t);
    if (id >= 0)
        return variable(p, t, id);
    int i = t->u.primes ? -1 : formula_find_constant(t->at, t->length);
    if (i < 0)
        return scope_name(p, t, 0, false);
    return emit(p, (struct formula_op){.code = FORMULA_NUMBER,
                                       .id = i + 1,
                                       .u.number = formula_constants[i].value});
}

static bool emit_fold(struct parser *p, const struct formula_function *fold)
{
    return emit(p, (struct formula_op){.code = FORMULA_FUNCTION, .args = 2, .u.function = fold});
}

/* expr {"," expr} ")"; with `fold` two values become one as soon as they are there. */
static bool arguments(struct parser *p, const struct formula_function *fold, int *count)
{
    for (*count = 0;;) {
        if (!expression(p))
            return false;
        ++*count;
        if (fold && *count > 1 && !emit_fold(p, fold))
            return false;
        if (!is_mark(p, ','))
            return expect(p, ')', "an operator, ',' or ')'");
        if (!advance(p))
            return false;
    }
}

/* Two primes are the most there are. */
static bool check_primes(struct parser *p, const struct formula_token *t, const char *name)
{
    return t->u.primes <= FORMULA_PRIMES ||
           err_at(&p->err, t->line, t->col, "%s has two derivatives here, not %d", name,
                  t->u.primes);
}

static bool call_function(struct parser *p, const struct formula_token *t,
                          const struct formula_function *function, int count)
{
    if (t->u.primes && !function->derive)
        return err_at(&p->err, t->line, t->col,
                      "%s has no derivative here; primes are for functions of one argument: "
                      "exp'(x)",
                      function->name);
    if (!check_primes(p, t, function->name))
        return false;
    if (function->fold)
        return count >= function->args ||
               err_at(&p->err, t->line, t->col, "%s takes two or more arguments, not %d",
                      function->name, count);
    if (count != function->args)
        return err_at(&p->err, t->line, t->col, "%s takes %d argument%s, not %d", function->name,
                      function->args, function->args == 1 ? "" : "s", count);
    struct formula_op op = {.code = FORMULA_FUNCTION,
                            .args = (uint8_t)count,
                            .id = t->u.primes,
                            .u.function = function};
    return emit_at(p, op, t);
}

static bool call_act(struct parser *p, const struct formula_token *t, const struct act *act,
                     int count)
{
    if (!check_primes(p, t, act->name))
        return false;
    int params = act_params(act);
    if (count > 1 + params) {
        err_at(&p->err, t->line, t->col, "%s takes x", act->name);
        for (int k = 0; k < params; k++)
            err_add(&p->err, "%s%s", k ? ", " : " and ", act->param[k].name);
        return err_add(&p->err, ", not %d arguments", count);
    }
    struct formula_op op = {
        .code = FORMULA_ACT, .args = (uint8_t)count, .id = t->u.primes, .u.act = act};
    if (p->scope && p->scope->variables &&
        !(op.callee = act_body_formula(p->scope->own->book, act, &p->err)))
        return stands_at(p, t);
    return emit_at(p, op, t);
}

static bool call(struct parser *p, struct formula_token t)
{
    if (find_variable(p, &t) >= 0 || (formula_find_constant(t.at, t.length) >= 0 && !t.u.primes))
        return err_at(&p->err, t.line, t.col, "%.*s is a number, not a function", t.length, t.at);
    const struct formula_function *function = formula_find_function(t.at, t.length);
    int count;
    if (!advance(p) || !arguments(p, function && function->fold ? function : NULL, &count))
        return false;
    if (function)
        return call_function(p, &t, function, count);
    const struct act *act = find_act(p, &t);
    if (act)
        return call_act(p, &t, act, count);
    if (count > 1) {
        struct formula_name name = {.args = count};
        copy_name(&t, name.text);
        return say_unknown(p, &t, &name);
    }
    return scope_name(p, &t, 1, false);
}

static bool name(struct parser *p)
{
    struct formula_token t = p->now;
    if (!advance(p))
        return false;
    if (is_mark(p, '('))
        return call(p, t);
    if (!is_mark(p, '['))
        return bare_name(p, &t);
    return advance(p) && expression(p) && expect(p, ']', "an operator or ']'") &&
           scope_name(p, &t, 0, true);
}

static bool postfix(struct parser *p)
{
    if (p->now.kind == FORMULA_TOKEN_NUMBER) {
        double number = p->now.u.number;
        return advance(p) &&
               emit(p, (struct formula_op){.code = FORMULA_NUMBER, .u.number = number});
    }
    if (p->now.kind == FORMULA_TOKEN_NAME)
        return name(p);
    if (is_mark(p, '('))
        return advance(p) && expression(p) && expect(p, ')', "an operator or ')'");
    if (p->now.kind == FORMULA_TOKEN_NOT)
        return err_at(&p->err, p->now.line, p->now.col,
                      "'not' binds looser than what stands before it; write (not ...)");
    return say_expected(p, "a number, a name or '('");
}

/* power = postfix ["^" unary]: 2^3^2 is 2^(3^2), and -x^2 is -(x^2). */
static bool power(struct parser *p)
{
    if (!postfix(p))
        return false;
    if (!is_sign(p, FORMULA_POWER))
        return true;
    bool ok = deeper(p) && advance(p) && unary(p) && emit_code(p, FORMULA_POWER);
    p->depth--;
    return ok;
}

static bool unary(struct parser *p)
{
    bool minus = is_sign(p, FORMULA_SUBTRACT);
    if (!minus && !is_sign(p, FORMULA_ADD))
        return power(p);
    bool ok = deeper(p) && advance(p) && unary(p) && (!minus || emit_code(p, FORMULA_NEGATE));
    p->depth--;
    return ok;
}

static bool chain(struct parser *p, enum formula_level level);

static bool negation(struct parser *p)
{
    bool ok = deeper(p) && advance(p) && chain(p, FORMULA_LEVEL_NOT) && emit_code(p, FORMULA_NOT);
    p->depth--;
    return ok;
}

/* Operands joined by operators that bind at least as tightly as `level`, left to right: the rows
 * or, and, compare, sum and product of the grammar in one (precedence climbing). */
static bool chain(struct parser *p, enum formula_level level)
{
    bool negated = p->now.kind == FORMULA_TOKEN_NOT && level <= FORMULA_LEVEL_NOT;
    if (!(negated ? negation(p) : unary(p)))
        return false;
    enum formula_level before = FORMULA_LEVEL_ATOM;
    while (p->now.kind == FORMULA_TOKEN_SIGN && formula_level(p->now.u.sign) >= level) {
        enum formula_code sign = p->now.u.sign;
        enum formula_level own = formula_level(sign);
        if (own == FORMULA_LEVEL_COMPARE && before == FORMULA_LEVEL_COMPARE)
            return err_at(&p->err, p->now.line, p->now.col,
                          "a comparison does not chain; write a < b and b < c");
        if (!advance(p) || !chain(p, own + 1) || !emit_code(p, sign))
            return false;
        before = own;
    }
    return p->now.kind != FORMULA_TOKEN_BAD;
}

static bool expression(struct parser *p)
{
    if (!deeper(p) || !chain(p, FORMULA_LEVEL_OR))
        return false;
    if (is_mark(p, '?') &&
        !(advance(p) && expression(p) && expect(p, ':', "an operator or the ':' of '?'") &&
          expression(p) && emit_code(p, FORMULA_SELECT)))
        return false;
    p->depth--;
    return true;
}

static bool whole(struct parser *p)
{
    if (!advance(p))
        return false;
    if (p->now.kind == FORMULA_TOKEN_END)
        return err_at(&p->err, p->now.line, p->now.col, "the formula is empty");
    if (!expression(p))
        return false;
    if (is_mark(p, ')') || is_mark(p, ']'))
        return err_at(&p->err, p->now.line, p->now.col, "'%c' closes nothing", p->now.u.mark);
    return p->now.kind == FORMULA_TOKEN_END || say_expected(p, "an operator");
}

struct formula *formula_new(const char *text, const struct formula_scope *scope, struct err *e)
{
    struct parser p = {.scope = scope, .f = mem_new(1, sizeof *p.f)};
    p.f->constant = true;
    formula_lex_init(&p.lex, text);
    if (!whole(&p)) {
        formula_free(p.f);
        if (e)
            *e = p.err;
        return NULL;
    }
    assert(p.height == 1);
    return p.f;
}

void formula_free(struct formula *f)
{
    mem_free(f);
}
