#include "front/cli/usage.h"

#include <string.h>

#include "app/option.h"
#include "base/near.h"
#include "base/fmt.h"
#include "front/cli/args.h"
#include "front/cli/shell.h"
#include "num/act.h"

static void add_row(struct str *out, const char *name, const char *help)
{
    str_addf(out, "  %-26s %s\n", name, help);
}

void usage_program(struct str *out)
{
    const char *usage, *help;
    str_add(out, "Usage: actviz [OPTION...] [ACT...]\n"
                 "       actviz [OPTION...] VERB [WORD...]\n\n"
                 "Opens the explorer of activation functions: curves, slopes, and gradients in "
                 "deep\nnetworks. With a VERB it prints and exits.\n\nVerbs:\n");
    for (int i = 0; shell_verb(i); i++)
        add_row(out, shell_verb(i)->name, shell_verb(i)->help);
    str_add(out, "\nOptions:\n");
    for (int i = 0; args_option(i, &usage, &help); i++)
        add_row(out, usage, help);
    str_add(out, "\nOptions of a verb are NAME=VALUE, --NAME=VALUE or --NAME VALUE; actviz --help "
                 "VERB\nlists them. ACT is the name of a function, with parameters if wanted: "
                 "elu:alpha=0.5.\n");
}

/* What may be given: names, or a range. */
static void add_allowed(const struct option *o, struct str *out)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    if (o->names) {
        for (int i = 0; o->names[i]; i++)
            str_addf(out, "%s%s", i ? "|" : "", o->names[i]);
    } else if (o->type == OPTION_BOOL) {
        str_add(out, "on|off");
    } else if (o->type == OPTION_RANGE) {
        str_add(out, "A:B");
    } else {
        str_addf(out, "%s..%s", fmt_short(lo, o->min, 9), fmt_short(hi, o->max, 9));
    }
    if (o->flags & OPTION_AUTO)
        str_add(out, "|auto");
}

bool usage_verb(const char *name, struct str *out, struct err *e)
{
    const struct shell_verb *verb = shell_find(name);
    if (!verb)
        return usage_unknown(name, e);
    str_addf(out, "Usage: actviz %s%s%s\n\n%s\n", verb->name, *verb->usage ? " " : "", verb->usage,
             verb->help);
    if (verb->screen < 0)
        return true;
    str_add(out, "\nOptions, with what they may be and are without being set:\n");
    for (int i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if (o->screen != verb->screen && o->screen != SCREEN_COUNT)
            continue;
        str_addf(out, "  %-16s %s ", o->name, o->help);
        add_allowed(o, out);
        str_addf(out, " [%s]\n", o->value);
    }
    return true;
}

void usage_version(struct str *out)
{
    str_add(out, "actviz " ACTVIZ_VERSION "\n");
}

bool usage_unknown(const char *name, struct err *e)
{
    struct near near;
    near_init(&near, name);
    for (int i = 0; shell_verb(i); i++)
        near_offer(&near, shell_verb(i)->name);
    act_offer(&near);
    (void)err_set(e, "there is no verb and no function called %s", name);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : err_add(e, "; see actviz --help");
}
