/* Text to a compiled formula: recursive descent with a counted depth. */
#include <assert.h>

#include "base/mem.h"
#include "num/formula_parser.h"

static bool unary(struct parser *p);

static bool postfix(struct parser *p)
{
    if (p->now.kind == FORMULA_TOKEN_NUMBER) {
        double number = p->now.u.number;
        return parser_advance(p) &&
               parser_emit(p, (struct formula_op){.code = FORMULA_NUMBER, .u.number = number});
    }
    if (p->now.kind == FORMULA_TOKEN_NAME)
        return parser_name(p);
    if (parser_is_mark(p, '('))
        return parser_advance(p) && parser_expression(p) &&
               parser_expect(p, ')', "an operator or ')'");
    if (p->now.kind == FORMULA_TOKEN_NOT)
        return err_at(&p->err, p->now.line, p->now.col,
                      "'not' binds looser than what stands before it; write (not ...)");
    return parser_say_expected(p, "a number, a name or '('");
}

/* power = postfix ["^" unary]: 2^3^2 is 2^(3^2), and -x^2 is -(x^2). */
static bool power(struct parser *p)
{
    if (!postfix(p))
        return false;
    if (!parser_is_sign(p, FORMULA_POWER))
        return true;
    bool ok =
        parser_deeper(p) && parser_advance(p) && unary(p) && parser_emit_code(p, FORMULA_POWER);
    p->depth--;
    return ok;
}

static bool unary(struct parser *p)
{
    bool minus = parser_is_sign(p, FORMULA_SUBTRACT);
    if (!minus && !parser_is_sign(p, FORMULA_ADD))
        return power(p);
    bool ok = parser_deeper(p) && parser_advance(p) && unary(p) &&
              (!minus || parser_emit_code(p, FORMULA_NEGATE));
    p->depth--;
    return ok;
}

static bool chain(struct parser *p, enum formula_level level);

static bool negation(struct parser *p)
{
    bool ok = parser_deeper(p) && parser_advance(p) && chain(p, FORMULA_LEVEL_NOT) &&
              parser_emit_code(p, FORMULA_NOT);
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
        if (!parser_advance(p) || !chain(p, own + 1) || !parser_emit_code(p, sign))
            return false;
        before = own;
    }
    return p->now.kind != FORMULA_TOKEN_BAD;
}

bool parser_expression(struct parser *p)
{
    if (!parser_deeper(p) || !chain(p, FORMULA_LEVEL_OR))
        return false;
    if (parser_is_mark(p, '?') && !(parser_advance(p) && parser_expression(p) &&
                                    parser_expect(p, ':', "an operator or the ':' of '?'") &&
                                    parser_expression(p) && parser_emit_code(p, FORMULA_SELECT)))
        return false;
    p->depth--;
    return true;
}

static bool whole(struct parser *p)
{
    if (!parser_advance(p))
        return false;
    if (p->now.kind == FORMULA_TOKEN_END)
        return err_at(&p->err, p->now.line, p->now.col, "the formula is empty");
    if (!parser_expression(p))
        return false;
    if (parser_is_mark(p, ')') || parser_is_mark(p, ']'))
        return err_at(&p->err, p->now.line, p->now.col, "'%c' closes nothing", p->now.u.mark);
    return p->now.kind == FORMULA_TOKEN_END || parser_say_expected(p, "an operator");
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
