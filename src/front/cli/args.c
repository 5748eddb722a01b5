#include "front/cli/args.h"

#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "draw/canvas.h"

struct own {
    const char *name;
    char letter; /* '\0': none */
    bool value;
    const char *usage, *help;
    bool (*take)(struct args *a, const char *value, struct err *e);
};

static bool take_help(struct args *a, const char *value, struct err *e)
{
    (void)value, (void)e;
    a->help = true;
    return true;
}

static bool take_version(struct args *a, const char *value, struct err *e)
{
    (void)value, (void)e;
    a->version = true;
    return true;
}

static bool take_command(struct args *a, const char *value, struct err *e)
{
    (void)e;
    a->command[a->commands++] = value;
    return true;
}

static bool take_def(struct args *a, const char *value, struct err *e)
{
    (void)e;
    a->def[a->defs++] = value;
    return true;
}

static bool take_interactive(struct args *a, const char *value, struct err *e)
{
    (void)value, (void)e;
    a->interactive = true;
    return true;
}

static bool take_dump(struct args *a, const char *value, struct err *e)
{
    (void)value, (void)e;
    a->dump = true;
    return true;
}

static bool take_strict(struct args *a, const char *value, struct err *e)
{
    (void)value, (void)e;
    a->strict = true;
    return true;
}

static bool take_size(struct args *a, const char *value, struct err *e)
{
    return args_size(value, &a->w, &a->h, e);
}

static bool take_colour(struct args *a, const char *value, struct err *e)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (str_is(names[i], value)) {
            a->colour = (enum colour)i;
            return true;
        }
    }
    return err_set(e, "--color is auto, always or never, not %s", value);
}

static bool take_seed(struct args *a, const char *value, struct err *e)
{
    (void)e;
    a->seed = value;
    return true;
}

static const struct own own[] = {
    {"command", 'c', true, "-c, --command COMMAND", "Run a command first; may be repeated.",
     take_command},
    {"def", '\0', true, "--def 'NAME(x)=EXPR'",
     "Define a function of your own, before anything else; may be repeated.", take_def},
    {"interactive", 'i', false, "-i, --interactive",
     "Open the explorer on what the verb shows, instead of printing.", take_interactive},
    {"dump", '\0', false, "--dump", "Print the screen as text; no terminal is needed.", take_dump},
    {"size", '\0', true, "--size CxR", "Columns and rows of printed screens and plots.", take_size},
    {"color", '\0', true, "--color WHEN", "auto, always or never; auto: plots on a terminal.",
     take_colour},
    {"seed", '\0', true, "--seed N", "Fix everything random.", take_seed},
    {"strict", '\0', false, "--strict", "lesson check: warnings count.", take_strict},
    {"help", 'h', false, "--help [VERB]", "Explain the program, or a verb.", take_help},
    {"version", 'V', false, "--version", "Print the version.", take_version},
};
enum { OWN = sizeof own / sizeof own[0] };

bool args_option(int i, const char **usage, const char **help)
{
    if (i < 0 || i >= OWN)
        return false;
    *usage = own[i].usage;
    *help = own[i].help;
    return true;
}

bool args_size(const char *text, int *w, int *h, struct err *e)
{
    char *end = NULL;
    long columns = strtol(text, &end, 10), rows = 0;
    bool fine = end != text && (*end == 'x' || *end == 'X') && end[1] >= '0' && end[1] <= '9';
    if (fine)
        rows = strtol(end + 1, &end, 10);
    if (!fine || *end || columns < 1 || rows < 1 || columns > CANVAS_MAX || rows > CANVAS_MAX)
        return err_set(e, "a size is COLUMNSxROWS, each 1 to %d, as in 100x30; not %s", CANVAS_MAX,
                       text);
    *w = (int)columns;
    *h = (int)rows;
    return true;
}

/* The own option that a word means ("--size", "--size=100x30", "-c"), or NULL. */
static const struct own *find_own(const char *word)
{
    for (int i = 0; i < OWN; i++) {
        if (str_starts(word, "--")) {
            size_t n = strcspn(word + 2, "=");
            if (strlen(own[i].name) == n && memcmp(own[i].name, word + 2, n) == 0)
                return &own[i];
        } else if (own[i].letter && word[1] == own[i].letter) {
            return &own[i];
        }
    }
    return NULL;
}

/* The value written together with its option ("--size=100x30", "-cfit"), or NULL. */
static const char *joined_value(const char *word)
{
    if (!str_starts(word, "--"))
        return word[2] ? word + 2 : NULL;
    const char *equals = strchr(word, '=');
    return equals ? equals + 1 : NULL;
}

/* The own option at argv[i]; moves *i over its value. */
static bool take_own(struct args *a, const struct own *o, int argc, char **argv, int *i,
                     struct err *e)
{
    const char *value = joined_value(argv[*i]);
    if (!o->value && value)
        return err_set(e, "option %s takes no value", o->usage);
    if (o->value && !value) {
        if (*i + 1 >= argc)
            return err_set(e, "option %s needs its value", o->usage);
        value = argv[++*i];
    }
    return o->take(a, value, e);
}

static bool refuse(const char *word, struct err *e)
{
    struct near near;
    near_init(&near, word + strspn(word, "-"));
    for (int i = 0; i < OWN; i++)
        near_offer(&near, own[i].name);
    (void)err_set(e, "there is no option %s", word);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean --%s?", best) : err_add(e, "; see actviz --help");
}

static bool is_number(const char *word)
{
    double v;
    return fmt_parse(word, &v);
}

bool args_parse(struct args *a, int argc, char **argv, struct err *e)
{
    size_t room = argc > 0 ? (size_t)argc : 1;
    *a = (struct args){0};
    a->command = mem_new(3 * room, sizeof *a->command);
    a->word = a->command + room;
    a->def = a->word + room;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        bool option = word[0] == '-' && word[1] && !is_number(word);
        if (str_is(word, "--")) {
            while (i < argc)
                a->word[a->words++] = argv[i++];
            break;
        }
        const struct own *o = option ? find_own(word) : NULL;
        bool for_verb = a->words > 0 && o && str_is(o->name, "seed");
        if (o && !for_verb) {
            if (!take_own(a, o, argc, argv, &i, e))
                return false;
        } else if (option && a->words == 0) {
            return refuse(word, e);
        } else {
            a->word[a->words++] = word;
            /* Its value goes with it, whatever it looks like. */
            if (str_starts(word, "--") && !strchr(word, '=') && i + 1 < argc)
                a->word[a->words++] = argv[++i];
        }
    }
    return true;
}

void args_done(struct args *a)
{
    mem_free(a->command);
    *a = (struct args){0};
}
