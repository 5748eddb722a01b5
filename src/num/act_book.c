/* Functions made from formulas: the book that owns them, and definitions read. */
#include "num/act_book.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "num/act_body.h"

/* A built-in's own formula, parsed for its derivatives inside of others. */
struct builtin {
    const struct act *act;
    struct formula *formula;
    struct builtin *next;
};

struct act_book {
    struct act_body *last;
    struct builtin *builtin;
};

struct act_book *act_book_new(void)
{
    return mem_new(1, sizeof(struct act_book));
}

void act_book_free(struct act_book *book)
{
    if (!book)
        return;
    while (book->last) {
        struct act_body *body = book->last;
        book->last = body->next;
        formula_free(body->formula);
        mem_free(body->text);
        mem_free(body);
    }
    while (book->builtin) {
        struct builtin *builtin = book->builtin;
        book->builtin = builtin->next;
        formula_free(builtin->formula);
        mem_free(builtin);
    }
    mem_free(book);
}

/* ---- formulas ---- */

/* What a definition says: x and the parameters with their defaults. */
struct head {
    char name[FORMULA_NAME];
    int params;
    char param[ACT_PARAMS][FORMULA_NAME];
    double value[ACT_PARAMS];
};

static struct formula *compile(const struct act_names *own, const struct head *head,
                               const char *text, struct err *e)
{
    const char *variable[1 + ACT_PARAMS] = {"x"};
    for (int k = 0; k < head->params; k++)
        variable[k + 1] = head->param[k];
    const struct formula_scope scope = {
        .own = own, .variable = variable, .variables = 1 + head->params};
    return formula_new(text, &scope, e);
}

const struct formula *act_body_formula(struct act_book *book, const struct act *act, struct err *e)
{
    if (act->body)
        return act->body->formula;
    for (const struct builtin *b = book->builtin; b; b = b->next)
        if (b->act == act)
            return b->formula;
    struct head head = {.params = act_params(act)};
    for (int k = 0; k < head.params; k++)
        (void)str_copy(head.param[k], sizeof head.param[k], act->param[k].name);
    const struct act_names own = {.book = book};
    struct formula *formula = compile(&own, &head, act->formula, e);
    if (!formula)
        return NULL;
    struct builtin *b = mem_new(1, sizeof *b);
    *b = (struct builtin){act, formula, book->builtin};
    book->builtin = b;
    return formula;
}

/* The same operations on the same functions: a text may call a function that was redefined since.
 */
static bool same_formula(const struct formula *a, const struct formula *b)
{
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++) {
        const struct formula_op *s = &a->op[i], *t = &b->op[i];
        if (s->code != t->code || s->args != t->args || s->id != t->id ||
            memcmp(&s->u, &t->u, sizeof s->u) != 0)
            return false;
    }
    return true;
}

static bool same_head(const struct act *act, const struct head *head)
{
    if (!str_is(act->name, head->name) || act_params(act) != head->params)
        return false;
    for (int k = 0; k < head->params; k++)
        if (!str_is(act->param[k].name, head->param[k]) || act->param[k].value != head->value[k])
            return false;
    return true;
}

/* Knobs of functions of one's own go to ten times the power of ten that holds the default. */
static double reach_of(double v)
{
    double reach = 10;
    while (fabs(v) > reach)
        reach *= 10;
    return reach;
}

/* Adds a string and its end; its place, since the text may move. */
static size_t keep(struct str *text, const char *string)
{
    size_t at = text->len;
    str_add_n(text, string, strlen(string) + 1);
    return at;
}

static const struct act *add(struct act_book *book, const struct head *head, const char *text,
                             struct formula *formula)
{
    for (const struct act_body *b = book->last; b; b = b->next) {
        if (same_head(&b->act, head) && str_is(b->act.formula, text) &&
            same_formula(b->formula, formula)) {
            formula_free(formula);
            return &b->act;
        }
    }
    struct act_body *body = mem_new(1, sizeof *body);
    struct str strings;
    size_t name, expr, param[ACT_PARAMS] = {0};
    str_init(&strings);
    name = keep(&strings, head->name);
    expr = keep(&strings, text);
    for (int k = 0; k < head->params; k++)
        param[k] = keep(&strings, head->param[k]);
    body->text = mem_new(strings.len, 1);
    memcpy(body->text, strings.data, strings.len);
    str_done(&strings);
    body->formula = formula;
    body->next = book->last;
    struct act *act = &body->act;
    *act = (struct act){.name = body->text + name,
                        .formula = body->text + expr,
                        .loop = ACT_LOOP_FORMULA,
                        .body = body};
    act->title = act_is_anonymous(act) ? "a formula" : "a function of your own";
    for (int k = 0; k < head->params; k++) {
        double reach = reach_of(head->value[k]);
        act->param[k] = (struct act_param){.name = body->text + param[k],
                                           .value = head->value[k],
                                           .min = -reach,
                                           .max = reach,
                                           .step = reach / 200,
                                           .help = "A parameter of the definition."};
    }
    book->last = body;
    return act;
}

const struct act *act_book_formula(const struct act_names *names, const char *text, struct err *e)
{
    static const char *const usual[] = {"alpha", "beta", "gamma", "lambda"};
    enum { USUAL = sizeof usual / sizeof usual[0] };
    struct head all = {.name = "formula", .params = USUAL}, head = {.name = "formula"};
    for (int k = 0; k < USUAL; k++)
        (void)str_copy(all.param[k], sizeof all.param[k], usual[k]);
    struct formula *formula = compile(names, &all, text, e);
    if (!formula)
        return NULL;
    bool used[USUAL] = {false};
    for (int i = 0; i < formula->count; i++)
        if (formula->op[i].code == FORMULA_VARIABLE && formula->op[i].id > 0)
            used[formula->op[i].id - 1] = true;
    for (int k = 0; k < USUAL; k++) {
        if (!used[k])
            continue;
        (void)str_copy(head.param[head.params], sizeof head.param[0], usual[k]);
        head.value[head.params++] = 1;
    }
    formula_free(formula);
    formula = compile(names, &head, text, e);
    return formula ? add(names->book, &head, text, formula) : NULL;
}

/* ---- definitions ---- */

struct reader {
    const char *text, *at;
    struct err *e;
};

static int column(const struct reader *r, const char *at)
{
    int n = 1;
    for (const char *p = r->text; p < at; p++)
        n += ((unsigned char)*p & 0xC0) != 0x80;
    return n;
}

static void blanks(struct reader *r)
{
    r->at += strspn(r->at, " \t");
}

static bool skip(struct reader *r, char c)
{
    blanks(r);
    if (*r->at != c)
        return false;
    r->at++;
    blanks(r);
    return true;
}

static bool say(struct reader *r, const char *at, const char *what)
{
    return err_at(r->e, 1, column(r, at), "%s; a definition is NAME(x, p=1, ...) = FORMULA", what);
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static bool read_name(struct reader *r, char out[FORMULA_NAME])
{
    const char *start = r->at;
    while (is_letter(*r->at) || (r->at > start && isdigit((unsigned char)*r->at)))
        r->at++;
    size_t n = (size_t)(r->at - start);
    if (n == 0)
        return say(r, start, "a name is expected here");
    if (n > 63)
        return say(r, start, "a name of more than 63 characters");
    memcpy(out, start, n);
    out[n] = '\0';
    return true;
}

/* Names that mean something else in formulas. */
static bool check_name(struct reader *r, const char *at, const char *name, bool function)
{
    int n = (int)strlen(name), col = column(r, at);
    if (function && act_find(NULL, name))
        return err_at(r->e, 1, col, "%s is a built-in function; choose another name", name);
    if (formula_find_function(name, n))
        return err_at(r->e, 1, col, "%s is a function of the formula language", name);
    if (formula_find_constant(name, n) >= 0)
        return err_at(r->e, 1, col, "%s is a constant of the formula language", name);
    if (str_has_word("x f formula and or not", name))
        return err_at(r->e, 1, col, "%s has a meaning of its own; choose another name", name);
    return true;
}

/* "=VALUE", a number or an expression of numbers, to the next comma or the closing bracket. */
static bool read_default(struct reader *r, struct head *head)
{
    int depth = 0;
    const char *start = r->at;
    while (*r->at && (depth > 0 || (*r->at != ',' && *r->at != ')'))) {
        depth += *r->at == '(';
        depth -= *r->at == ')';
        r->at++;
    }
    struct str text;
    struct err own = {0};
    str_init(&text);
    str_add_n(&text, start, (size_t)(r->at - start));
    struct formula *value = formula_new(text.data, NULL, &own);
    str_done(&text);
    if (!value)
        return err_at(r->e, 1, column(r, start) + (own.col > 0 ? own.col - 1 : 0), "%s", own.text);
    double v = formula_eval(value, NULL);
    formula_free(value);
    if (!(fabs(v) <= 1e100))
        return err_at(r->e, 1, column(r, start), "a parameter starts from a number up to 1e100");
    head->value[head->params] = v == 0 ? 0 : v;
    return true;
}

static bool read_param(struct reader *r, struct head *head)
{
    const char *start = r->at;
    char *name = head->params < ACT_PARAMS ? head->param[head->params] : NULL;
    if (!name)
        return err_at(r->e, 1, column(r, start), "no more than %d parameters", ACT_PARAMS);
    if (!read_name(r, name) || !check_name(r, start, name, false))
        return false;
    for (int k = 0; k < head->params; k++)
        if (str_is(head->param[k], name))
            return err_at(r->e, 1, column(r, start), "%s is there twice", name);
    head->value[head->params] = 1;
    if (skip(r, '=') && !read_default(r, head))
        return false;
    head->params++;
    return true;
}

static bool read_head(struct reader *r, struct head *head)
{
    blanks(r);
    const char *start = r->at;
    if (!read_name(r, head->name) || !check_name(r, start, head->name, true))
        return false;
    if (!skip(r, '('))
        return say(r, r->at, "'(x' is expected here");
    const char *x = r->at;
    char name[FORMULA_NAME];
    if (!read_name(r, name))
        return false;
    if (!str_is(name, "x"))
        return say(r, x, "the first argument is x");
    while (skip(r, ','))
        if (!read_param(r, head))
            return false;
    if (!skip(r, ')'))
        return say(r, r->at, "',' or ')' is expected here");
    if (!skip(r, '='))
        return say(r, r->at, "'=' is expected here");
    return true;
}

/* The place of a function called `name`, or the end of the list. */
static int64_t place_of(const struct act_names *names, const char *name)
{
    int64_t i = 0;
    while (i < names->n && !str_is(names->own[i]->name, name))
        i++;
    return i;
}

const struct act *act_book_define(struct act_names *names, const char *text, struct err *e)
{
    assert(names->book);
    struct reader r = {text, text, e};
    struct head head = {.params = 0};
    if (!read_head(&r, &head))
        return NULL;
    int64_t place = place_of(names, head.name);
    if (place == ACT_OWN) {
        (void)err_at(e, 1, 1, "no more than %d functions of one's own", ACT_OWN);
        return NULL;
    }
    size_t n = strlen(r.at);
    while (n > 0 && isspace((unsigned char)r.at[n - 1]))
        n--;
    struct str expr;
    struct err own = {0};
    str_init(&expr);
    str_add_n(&expr, r.at, n);
    struct formula *formula = compile(names, &head, expr.data, &own);
    const struct act *act = formula ? add(names->book, &head, expr.data, formula) : NULL;
    str_done(&expr);
    if (!act) {
        (void)err_at(e, 1, column(&r, r.at) + (own.col > 0 ? own.col - 1 : 0), "%s", own.text);
        return NULL;
    }
    names->own[place] = act;
    names->n = place == names->n ? place + 1 : names->n;
    return act;
}

void act_book_print(const struct act *act, struct str *out)
{
    str_addf(out, "%s(x", act->name);
    for (int k = 0; k < act_params(act); k++) {
        char value[FMT_SIZE];
        str_addf(out, ", %s=%s", act->param[k].name, formula_number(value, act->param[k].value));
    }
    str_addf(out, ") = %s", act->formula);
}
