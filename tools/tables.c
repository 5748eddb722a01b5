/* tables WHAT: prints what the program's tables hold, for whatever is made from them.
 *
 *   verbs options functions   name and facts, a line each, tab-separated: for tests
 *   man-verbs man-options man-functions man-shell man-columns man-units man-glossary
 *                             lists in mdoc: for the manual
 *   words                     every name there is, a line each: for the fuzzers' dictionary
 */
#include <stdio.h>

#include "app/app.h"
#include "front/cli/shell.h"
#include "app/column.h"
#include "app/glossary.h"
#include "app/unit_column.h"
#include "base/fmt.h"
#include "base/str.h"
#include "lesson/directive.h"
#include "lesson/lesson.h"
#include "mdoc.h"
#include "num/act.h"
#include "num/formula_code.h"

static const char *screen_of(const struct option *o)
{
    return o->screen < SCREEN_COUNT ? screen_names[o->screen] : "";
}

static void allowed(const struct option *o, struct str *out)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    str_clear(out);
    if (o->type == OPTION_BOOL)
        str_add(out, "on, off");
    else if (o->type == OPTION_TEXT)
        str_add(out, "text");
    else if (option_choice(o, 0))
        for (int i = 0; option_choice(o, i); i++)
            str_addf(out, "%s%s", i ? ", " : "", option_choice(o, i));
    else
        str_addf(out, "%s to %s", fmt_short(lo, o->min, 9), fmt_short(hi, o->max, 9));
}

static void verbs(const struct app *app)
{
    const struct verb *v;
    for (int i = 0; (v = app_verb(app, i)); i++)
        printf("%s\t%s\t%s%s\n", v->name, v->usage, shell_find(v->name) ? "shell " : "",
               v->flags & VERB_LESSON ? "lesson" : "");
}

static void options(void)
{
    struct str values;
    str_init(&values);
    for (int i = 0; i < option_count; i++) {
        allowed(&option_table[i], &values);
        printf("%s\t%s\t%s\t%s\n", option_table[i].name, screen_of(&option_table[i]),
               option_table[i].value, values.data);
    }
    str_done(&values);
}

static void functions(void)
{
    for (int i = 0; i < act_count; i++) {
        printf("%s\t%s\n", act_table[i]->name, act_table[i]->formula);
    }
}

static void man_verbs(const struct app *app)
{
    const struct verb *v;
    for (int i = 0; (v = app_verb(app, i)); i++) {
        printf(".It Ic %s", v->name);
        if (*v->usage)
            printf(" No %s", v->usage);
        putchar('\n');
        mdoc_line(v->help);
    }
}

static void man_options(void)
{
    struct str values;
    str_init(&values);
    for (int i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        allowed(o, &values);
        printf(".It Va %s%s%s\n", screen_of(o), *screen_of(o) ? "." : "", o->name);
        mdoc_line(o->help);
        printf("Default ");
        mdoc_line(o->value);
        printf("(%s).\n", values.data);
    }
    str_done(&values);
}

static void man_functions(void)
{
    for (int i = 0; i < act_count; i++) {
        const struct act *a = act_table[i];
        printf(".It Ic %s\n", a->name);
        mdoc_line(a->formula);
        for (int k = 0; k < act_params(a); k++) {
            char value[FMT_SIZE];
            printf("%s%s %s", k ? ", " : "with ", a->param[k].name,
                   fmt_short(value, a->param[k].value, 6));
        }
        if (act_params(a))
            putchar('\n');
    }
}

/* The verbs of the shell with what they take, and what they do. */
static void man_shell(void)
{
    for (int i = 0; shell_verb(i); i++) {
        printf(".It Cm %s", shell_verb(i)->name);
        if (*shell_verb(i)->usage)
            printf(" No %s", shell_verb(i)->usage);
        putchar('\n');
        mdoc_line(shell_verb(i)->help);
    }
}

static void man_columns(void)
{
    for (int i = 0; column_at(i); i++) {
        printf(".It Va %s\n", column_at(i)->name);
        mdoc_line(column_at(i)->help);
    }
}

static void man_units(void)
{
    for (int i = 0; i < unit_column_count; i++) {
        printf(".It Va %s\n", unit_column_table[i].name);
        mdoc_line(unit_column_table[i].help);
    }
}

static void man_glossary(void)
{
    for (int i = 0; i < glossary_count; i++) {
        printf(".It Sy %s\n", glossary_table[i].term);
        mdoc_line(glossary_table[i].text);
    }
}

static void words(const struct app *app)
{
    const struct verb *v;
    struct binding b;
    for (int i = 0; (v = app_verb(app, i)); i++)
        puts(v->name);
    for (int i = 0; i < option_count; i++) {
        puts(option_table[i].name);
        for (int k = 0; option_choice(&option_table[i], k); k++)
            puts(option_choice(&option_table[i], k));
    }
    for (int i = 0; i < SCREEN_COUNT; i++)
        puts(screen_names[i]);
    for (int i = 0; i < act_count; i++) {
        puts(act_table[i]->name);
        for (int k = 0; k < act_params(act_table[i]); k++)
            puts(act_table[i]->param[k].name);
    }
    for (int i = 0; i < column_layer_count; i++)
        puts(column_layer[i].name);
    for (int i = 0; i < column_stack_count; i++)
        puts(column_stack[i].name);
    for (int i = 0; i < glossary_count; i++)
        puts(glossary_table[i].term);
    for (int i = 0; i < formula_function_count; i++)
        puts(formula_functions[i].name);
    for (int i = 0; i < formula_constant_count; i++)
        puts(formula_constants[i].name);
    for (int i = 0; key_named(i); i++)
        puts(key_named(i));
    for (int i = 0; i < directive_count; i++)
        printf("```%s\n", directive_table[i].name);
    for (int i = 0; app_binding_at(app, i, &b); i++)
        puts(b.command);
}

static bool print(const char *what, const struct app *app)
{
    if (str_is(what, "verbs"))
        verbs(app);
    else if (str_is(what, "options"))
        options();
    else if (str_is(what, "functions"))
        functions();
    else if (str_is(what, "man-verbs"))
        man_verbs(app);
    else if (str_is(what, "man-options"))
        man_options();
    else if (str_is(what, "man-functions"))
        man_functions();
    else if (str_is(what, "man-shell"))
        man_shell();
    else if (str_is(what, "man-columns"))
        man_columns();
    else if (str_is(what, "man-units"))
        man_units();
    else if (str_is(what, "man-glossary"))
        man_glossary();
    else if (str_is(what, "words"))
        words(app);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct lesson *lesson = lesson_new(app);
    bool done = argc == 2 && print(argv[1], app);
    if (!done)
        (void)fputs("tables verbs|options|functions|man-verbs|man-options|man-functions|"
                    "man-shell|man-columns|man-units|man-glossary|words\n",
                    stderr);
    lesson_free(lesson);
    app_free(app);
    return done && !fflush(stdout) ? 0 : 2;
}
