#include "front/cli/usage.h"

#include <math.h>
#include <string.h>

#include "app/app.h"
#include "app/column.h"
#include "app/option.h"
#include "app/unit_column.h"
#include "base/near.h"
#include "base/fmt.h"
#include "front/cli/args.h"
#include "front/cli/shell.h"
#include "num/act.h"
#include "num/formula_code.h"

enum { COLUMNS = 80 };

/* Text from column `at` on, broken at blanks, with every further line indented to `indent`. */
static void add_wrapped(struct str *out, int at, int indent, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, " ");
        if (at + (int)n >= COLUMNS && at > indent) {
            str_addf(out, "\n%*s", indent, "");
            at = indent;
        }
        str_add_n(out, text, n);
        at += (int)n + 1;
        text += n;
        if (*text == ' ' && at + (int)strcspn(text + 1, " ") < COLUMNS)
            str_add_char(out, ' ');
        text += *text == ' ';
    }
    str_add_char(out, '\n');
}

static void add_row(struct str *out, const char *name, const char *help)
{
    enum { INDENT = 26 };
    str_addf(out, "  %-*s ", INDENT - 3, name);
    add_wrapped(out, INDENT, INDENT, help);
}

void usage_program(struct str *out)
{
    const char *usage, *help;
    str_add(out, "Usage: actviz [OPTION...] [ACT...]\n"
                 "       actviz [OPTION...] VERB [WORD...]\n\n"
                 "Opens the explorer of activation functions: curves, slopes, and gradients in\n"
                 "deep networks. With a VERB it prints and exits.\n\nVerbs:\n");
    for (int i = 0; shell_verb(i); i++)
        add_row(out, shell_verb(i)->name, shell_verb(i)->help);
    str_add(out, "\nOptions:\n");
    for (int i = 0; args_option(i, &usage, &help); i++)
        add_row(out, usage, help);
    str_add(out, "\nOptions of a verb are NAME=VALUE, --NAME=VALUE or --NAME VALUE; actviz --help\n"
                 "VERB lists them. ACT is the name of a function, with parameters if wanted\n"
                 "(elu:alpha=0.5), a function of your own (--def 'sw(x, b=1) = x*sigmoid(b*x)',\n"
                 "then sw:b=2), or a formula in x ('x > 0 ? x : 0.1*x').\n\n"
                 "Examples:\n"
                 "  actviz plot relu gelu            the two curves and their slopes\n"
                 "  actviz table sort=gain filter=lu what is measured of all whose name has lu\n"
                 "  actviz describe mish             all there is to know about one\n"
                 "  seq -5 5 | actviz eval sigmoid   values and slopes of a stream of numbers\n");
}

/* An end of a range; whole numbers of more digits than people read at once are still whole. */
static void add_end(double v, struct str *out)
{
    char number[FMT_SIZE];
    double read;
    if (fmt_parse(fmt_short(number, v, 9), &read) && read == v)
        str_add(out, number);
    else
        str_addf(out, v == floor(v) && fabs(v) < 1e17 ? "%.0f" : "%.9g", v);
}

/* What may be given: names, or a range. */
static void add_allowed(const struct option *o, struct str *out)
{
    if (o->names) {
        for (int i = 0; option_choice(o, i); i++)
            str_addf(out, "%s%s", i ? "|" : "", option_choice(o, i));
        if (o->type == OPTION_INIT)
            str_add(out, ":NUMBER");
    } else if (o->name_at) { /* as many as another table has */
        str_addf(out, "%s|%s|...", option_choice(o, 0), option_choice(o, 1));
    } else if (o->type == OPTION_TEXT) {
        str_add(out, "TEXT");
    } else if (o->type == OPTION_BOOL) {
        str_add(out, "on|off");
    } else if (o->type == OPTION_RANGE) {
        str_add(out, "A:B");
    } else {
        add_end(o->min, out);
        str_add(out, "..");
        add_end(o->max, out);
    }
    if (o->flags & OPTION_AUTO)
        str_add(out, "|auto");
}

/* Is a global option hidden by one of the screen, or the screen that the verb chooses? */
static bool is_shadowed(const struct option *o, int screen)
{
    if (o->screen == screen)
        return false;
    for (int i = 0; i < option_count; i++)
        if (option_table[i].screen == screen && str_is(option_table[i].name, o->name))
            return true;
    return str_is(o->name, "screen");
}

/* What is printed in which column. */
static void add_columns(const struct shell_verb *verb, struct str *out)
{
    bool flow = str_is(verb->name, "flow"), units = str_is(verb->name, "units");
    if (!flow && !units)
        return;
    str_add(out, "\nColumns, behind the function and the layer; a table leaves out those that do\n"
                 "not fit, tsv and csv have them all, json those that the function has:\n");
    for (int i = 0; flow && i < column_layer_count; i++)
        add_row(out, column_layer[i].name, column_layer[i].help);
    for (int i = 0; units && i < unit_column_count; i++)
        add_row(out, unit_column_table[i].name, unit_column_table[i].help);
}

bool usage_verb(const char *name, struct str *out, struct err *e)
{
    const struct shell_verb *verb = shell_find(name);
    if (!verb)
        return usage_unknown(name, e);
    str_addf(out, "Usage: actviz %s%s%s\n\n", verb->name, *verb->usage ? " " : "", verb->usage);
    add_wrapped(out, 0, 0, verb->help);
    if (verb->screen < 0)
        return true;
    str_add(out, "\nOptions, what they may be, and what they are when not given:\n");
    for (int i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        bool seen = verb->screen == SCREEN_PLOT || !(o->flags & OPTION_VIEW);
        bool shared = verb->screen == SCREEN_UNITS && o->screen == SCREEN_FLOW; /* its stacks */
        if ((o->screen != verb->screen && o->screen != SCREEN_COUNT && !shared) ||
            is_shadowed(o, verb->screen) || !seen)
            continue;
        str_addf(out, "  %s=", o->name);
        add_allowed(o, out);
        str_addf(out, " [%s]\n      ", o->value);
        add_wrapped(out, 6, 6, o->help);
    }
    add_columns(verb, out);
    return true;
}

void usage_version(struct str *out)
{
    str_add(out, "actviz " ACTVIZ_VERSION "\n");
}

bool usage_unknown(const char *name, struct err *e)
{
    struct near near;
    for (int i = 0; app_verb(NULL, i); i++)
        if (str_is(app_verb(NULL, i)->name, name))
            return err_set(e, "%s is a command of the explorer: actviz -c '%s%s%s'", name, name,
                           *app_verb(NULL, i)->usage ? " " : "", app_verb(NULL, i)->usage);
    if (formula_find_function(name, (int)strlen(name)))
        return err_set(e, "%s is a function of formulas: actviz '%s(x)'", name, name);
    near_init(&near, name);
    for (int i = 0; shell_verb(i); i++)
        near_offer(&near, shell_verb(i)->name);
    act_offer(NULL, &near);
    (void)err_set(e, "there is no verb and no function called %s", name);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : err_add(e, "; see actviz --help");
}
