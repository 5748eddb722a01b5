#include "num/formula_parser.h"

#include "base/mem.h"
#include "num/formula_need.h"

bool parser_is_mark(const struct parser *p, char mark)
{
    return p->now.kind == FORMULA_TOKEN_MARK && p->now.u.mark == mark;
}

bool parser_is_sign(const struct parser *p, enum formula_code sign)
{
    return p->now.kind == FORMULA_TOKEN_SIGN && p->now.u.sign == sign;
}

bool parser_advance(struct parser *p)
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
    bool value_now = p->now.kind == FORMULA_TOKEN_NUMBER || p->now.kind == FORMULA_TOKEN_NAME ||
                     parser_is_mark(p, '(');
    return p->last.length && value_before && value_now;
}

bool parser_say_expected(struct parser *p, const char *what)
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

bool parser_expect(struct parser *p, char mark, const char *what)
{
    return parser_is_mark(p, mark) ? parser_advance(p) : parser_say_expected(p, what);
}

bool parser_stands_at(struct parser *p, const struct formula_token *t)
{
    p->err.line = t->line;
    p->err.col = t->col;
    return false;
}

bool parser_emit_at(struct parser *p, struct formula_op op, const struct formula_token *t)
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
        return parser_stands_at(p, t);
    f->op[f->count++] = op;
    p->height = below + 1;
    return true;
}

bool parser_emit(struct parser *p, struct formula_op op)
{
    return parser_emit_at(p, op, &p->last);
}

bool parser_emit_code(struct parser *p, enum formula_code code)
{
    return parser_emit(p, (struct formula_op){.code = (uint8_t)code});
}

bool parser_deeper(struct parser *p)
{
    if (++p->depth <= FORMULA_DEPTH)
        return true;
    return err_at(&p->err, p->now.line, p->now.col, "nested more than %d deep", FORMULA_DEPTH);
}
