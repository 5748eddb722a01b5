#include "lesson/judge.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"

/* So that 2 % of a number is inside in spite of the last bit. */
#define SLACK 1e-12

bool judge_tolerance(const char *text, struct tolerance *out, struct err *e)
{
    *out = (struct tolerance){TOLERANCE_RELATIVE, 0.02};
    if (!text)
        return true;
    char number[40];
    bool factor = text[0] == 'x';
    bool fits = str_copy(number, sizeof number, text + factor);
    size_t n = strlen(number);
    bool percent = n > 0 && number[n - 1] == '%';
    if (percent)
        number[n - 1] = '\0';
    double v;
    if (!fits || (factor && percent) || !fmt_parse(number, &v) || !(v >= 0) || isinf(v) ||
        (factor && v < 1))
        return err_set(e,
                       "`%s` is no tolerance: 2%% (relative), 0.01 (absolute) or x3 (within a "
                       "factor)",
                       text);
    out->kind = factor ? TOLERANCE_FACTOR : percent ? TOLERANCE_RELATIVE : TOLERANCE_ABSOLUTE;
    out->v = percent ? v / 100 : v;
    return true;
}

bool judge_near(double answer, double truth, const struct tolerance *t)
{
    if (isnan(answer) || isnan(truth))
        return false;
    if (answer == truth)
        return true;
    if (isinf(answer) || isinf(truth))
        return false;
    switch (t->kind) {
    case TOLERANCE_RELATIVE:
        return fabs(answer - truth) <= t->v * fabs(truth) * (1 + SLACK);
    case TOLERANCE_ABSOLUTE:
        return fabs(answer - truth) <= t->v * (1 + SLACK);
    case TOLERANCE_FACTOR:
        break;
    }
    double ratio = answer / truth;
    return ratio <= t->v * (1 + SLACK) && ratio * t->v * (1 + SLACK) >= 1;
}

bool judge_input(const char *text, double *out, struct err *e)
{
    struct formula *f = formula_new(text, NULL, e);
    if (!f)
        return false;
    *out = formula_eval(f, NULL);
    formula_free(f);
    if (isnan(*out))
        return err_set(e, "that is no number");
    return true;
}

bool judge_value(struct app *app, const char *text, double *out, struct err *e)
{
    return text[0] == '=' ? app_get(app, text + 1, out, e) : judge_input(text, out, e);
}

bool judge_choice(const char *text, int options, bool many, unsigned *out, struct err *e)
{
    *out = 0;
    int chosen = 0;
    for (const char *p = text; *p; p++) {
        if (*p == ' ' || *p == ',')
            continue;
        int i = isdigit((unsigned char)*p) ? *p - '1' : tolower((unsigned char)*p) - 'a';
        if (i < 0 || i >= options)
            return err_set(e, "choose from a to %c", 'a' + options - 1);
        *out |= 1u << i;
        chosen++;
    }
    if (chosen == 0)
        return err_set(e, "choose from a to %c", 'a' + options - 1);
    if (chosen > 1 && !many)
        return err_set(e, "one letter, please: a to %c", 'a' + options - 1);
    return true;
}

/* ---- conditions ---- */

/* Length of the part of expr up to the next " and " outside of parentheses. */
static size_t part_length(const char *expr)
{
    int depth = 0;
    for (const char *p = expr; *p; p++) {
        depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
        if (depth == 0 && str_starts(p, " and "))
            return (size_t)(p - expr);
    }
    return strlen(expr);
}

static enum truth eval_part(const char *text, const struct formula_scope *scope,
                            struct str *measure, struct err *e)
{
    struct formula *f = formula_new(text, scope, e);
    if (!f)
        return TRUTH_UNKNOWN;
    enum truth truth = formula_truth(formula_eval(f, scope));
    double left, right;
    const char *op;
    if (measure && formula_sides(f, scope, &left, &op, &right)) {
        char a[FMT_SIZE], b[FMT_SIZE];
        str_clear(measure);
        str_addf(measure, "%s  want %s %s", isnan(left) ? "..." : fmt_short(a, left, 3), op,
                 fmt_short(b, right, 3));
    }
    formula_free(f);
    return truth;
}

enum truth judge_condition(struct app *app, const char *expr, struct str *measure, struct err *e)
{
    const struct formula_scope scope = app_scope(app);
    enum truth whole = eval_part(expr, &scope, measure, e);
    if (!measure || measure->len > 0 || part_length(expr) == strlen(expr))
        return whole;
    for (const char *p = expr; *p;) {
        size_t n = part_length(p);
        char *part = mem_new(n + 1, 1);
        memcpy(part, p, n);
        enum truth truth = eval_part(part, &scope, measure, NULL);
        mem_free(part);
        if (truth != TRUTH_TRUE)
            break;
        p += n + (p[n] ? strlen(" and ") : 0);
    }
    return whole;
}

/* ---- questions ---- */

bool judge_is_choice(const struct directive_body *b, bool *many)
{
    const struct entry *first = directive_entry(b, ENTRY_OPTION, 0);
    if (many)
        *many = first && first->many;
    return first != NULL;
}

bool judge_is_number(const struct directive_body *b)
{
    return directive_entry(b, ENTRY_NUMBER, 0) != NULL;
}

static void check_choice(const struct directive_body *b, int line, struct source *source)
{
    int options = directive_entries(b, ENTRY_OPTION), right = 0, many = 0;
    for (int i = 0; i < options; i++) {
        const struct entry *o = directive_entry(b, ENTRY_OPTION, i);
        right += o->right;
        many += o->many;
    }
    if (many != 0 && many != options)
        (void)source_problem(source, 211, line, 1, "( ) and [ ] do not mix in one question");
    else if (many == 0 && right != 1)
        (void)source_problem(source, 211, line, 1,
                             "a choice has exactly one right answer `(x)`, this one has %d", right);
    else if (right == 0)
        (void)source_problem(source, 211, line, 1, "no option is right: mark one `[x]`");
    if (options < 2 || options > OPTIONS_MAX)
        (void)source_problem(source, 211, line, 1, "a choice has 2 to %d options", OPTIONS_MAX);
}

/* A constant that must be readable; `=expr` is left to the playing check. */
static bool check_constant(const struct entry *entry, struct source *source, double *out)
{
    struct err e = {0};
    *out = 0;
    if (entry->value[0] == '=' || !entry->value[0])
        return false;
    if (judge_input(entry->value, out, &e))
        return true;
    return source_problem(source, 212, entry->line, entry->col + (e.col > 0 ? e.col - 1 : 0),
                          "`%s` is no number: %s", entry->value, e.text);
}

static void check_number(const struct directive_body *b, struct source *source)
{
    const struct entry *number = directive_entry(b, ENTRY_NUMBER, 0);
    const struct entry *tol = directive_entry(b, ENTRY_TOL, 0);
    struct tolerance t;
    struct err e = {0};
    double truth, wrong;
    if (!judge_tolerance(tol ? tol->value : NULL, &t, &e)) {
        (void)source_problem(source, 212, tol->line, tol->col, "%s", e.text);
        return;
    }
    bool known = check_constant(number, source, &truth);
    if (known && truth == 0 && t.kind != TOLERANCE_ABSOLUTE)
        (void)source_problem(source, 212, number->line, number->col,
                             "near zero only an absolute tolerance means something: tol: 0.01");
    const struct entry *entry;
    for (int i = 0; (entry = directive_entry(b, ENTRY_WRONG, i)) != NULL; i++)
        if (check_constant(entry, source, &wrong) && known && judge_near(wrong, truth, &t))
            (void)source_problem(source, 214, entry->line, entry->col,
                                 "`%s` is accepted as right: it lies within the tolerance",
                                 entry->value);
}

void judge_check(const struct directive *d, const struct directive_body *b, int line,
                 struct source *source)
{
    if (d->kind != DIRECTIVE_ASK && d->kind != DIRECTIVE_PREDICT)
        return;
    static const enum entry_kind kinds[] = {ENTRY_NUMBER, ENTRY_EXPR,   ENTRY_POINT,
                                            ENTRY_ORDER,  ENTRY_SKETCH, ENTRY_TEXT};
    int answers = judge_is_choice(b, NULL);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        answers += directive_entries(b, kinds[i]) > 0;
    if (answers != 1)
        (void)source_problem(source, 216, line, 1,
                             "%s needs one kind of answer (options, or number:), here are %d",
                             d->name, answers);
    if (judge_is_choice(b, NULL))
        check_choice(b, line, source);
    if (judge_is_number(b))
        check_number(b, source);
    if (!judge_is_number(b) && directive_entry(b, ENTRY_WRONG, 0))
        (void)source_problem(source, 216, directive_entry(b, ENTRY_WRONG, 0)->line, 1,
                             "`wrong:` goes with `number:`; a wrong option has its `=> feedback`");
}
