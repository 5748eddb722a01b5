/* Names in formulas: variables, constants, what the scope knows, calls of functions. */
#include <string.h>

#include "base/str.h"
#include "num/act_body.h"
#include "num/formula_parser.h"

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
    return parser_emit(p, (struct formula_op){.code = (uint8_t)code, .id = id});
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
    return parser_emit(p, (struct formula_op){.code = FORMULA_VARIABLE, .id = id});
}

static bool bare_name(struct parser *p, const struct formula_token *t)
{
    int id = find_variable(p, t);
    if (id >= 0)
        return variable(p, t, id);
    int i = t->u.primes ? -1 : formula_find_constant(t->at, t->length);
    if (i < 0)
        return scope_name(p, t, 0, false);
    return parser_emit(p, (struct formula_op){.code = FORMULA_NUMBER,
                                              .id = i + 1,
                                              .u.number = formula_constants[i].value});
}

static bool emit_fold(struct parser *p, const struct formula_function *fold)
{
    return parser_emit(
        p, (struct formula_op){.code = FORMULA_FUNCTION, .args = 2, .u.function = fold});
}

/* expr {"," expr} ")"; with `fold` two values become one as soon as they are there. */
static bool arguments(struct parser *p, const struct formula_function *fold, int *count)
{
    for (*count = 0;;) {
        if (!parser_expression(p))
            return false;
        ++*count;
        if (fold && *count > 1 && !emit_fold(p, fold))
            return false;
        if (!parser_is_mark(p, ','))
            return parser_expect(p, ')', "an operator, ',' or ')'");
        if (!parser_advance(p))
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
    return parser_emit_at(p, op, t);
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
        return parser_stands_at(p, t);
    return parser_emit_at(p, op, t);
}

static bool call(struct parser *p, struct formula_token t)
{
    if (find_variable(p, &t) >= 0 || (formula_find_constant(t.at, t.length) >= 0 && !t.u.primes))
        return err_at(&p->err, t.line, t.col, "%.*s is a number, not a function", t.length, t.at);
    const struct formula_function *function = formula_find_function(t.at, t.length);
    int count;
    if (!parser_advance(p) || !arguments(p, function && function->fold ? function : NULL, &count))
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

bool parser_name(struct parser *p)
{
    struct formula_token t = p->now;
    if (!parser_advance(p))
        return false;
    if (parser_is_mark(p, '('))
        return call(p, t);
    if (!parser_is_mark(p, '['))
        return bare_name(p, &t);
    return parser_advance(p) && parser_expression(p) &&
           parser_expect(p, ']', "an operator or ']'") && scope_name(p, &t, 0, true);
}
