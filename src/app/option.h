/* option: the table of everything that `set` changes. One row: whose it is, name, type, place in
 * struct settings, allowed values, step of the knob, default, a sentence. Parameters of functions
 * are options too, found through the focused function of a screen (option_find). */
#ifndef APP_OPTION_H
#define APP_OPTION_H

#include <stddef.h>

#include "app/settings.h"
#include "base/err.h"
#include "base/near.h"
#include "base/str.h"

enum option_type {
    OPTION_BOOL,   /* int: on off */
    OPTION_INT,    /* int */
    OPTION_NUMBER, /* double */
    OPTION_ENUM,   /* int: one of `names` */
    OPTION_RANGE,  /* double[2]: lo:hi, or auto (nan, nan) where allowed */
    OPTION_INIT,   /* int, and a double beside it: he, normal:0.1 */
    OPTION_TEXT    /* char[]: any word, or quoted text */
};

enum option_flag {
    OPTION_LESSON = 1, /* a lesson may set it */
    OPTION_OUTPUT = 2, /* means something only for printed output */
    OPTION_AUTO = 4,   /* nan stands for "auto" */
    OPTION_KNOB = 8,   /* turned by the slider keys of its screen */
    OPTION_LOG = 16,   /* a knob that doubles and halves */
    OPTION_VIEW = 32   /* of what is seen on a screen: no printed row changes with it */
};

/* Another name of a choice; a list ends with a NULL name. */
struct option_alias {
    const char *name;
    int choice;
};

struct option {
    int screen;       /* enum screen, or SCREEN_COUNT for a global one */
    const char *name; /* "layers"; qualified it is "flow.layers" */
    enum option_type type;
    size_t offset;                    /* in struct settings */
    double min, max, step;            /* of TEXT, max: bytes it may have */
    const char *value;                /* default, as text */
    const char *const *names;         /* of ENUM and INIT, ended by NULL */
    const char *(*name_at)(int i);    /* instead of names, where another table has them */
    int (*other)(const char *word);   /* the choice that has this other name, -1 for none */
    const struct option_alias *alias; /* other names of choices, NULL for none */
    size_t scale;                     /* of INIT: offset of its double */
    bool (*check)(const char *text, struct err *e); /* of TEXT: may it be this? */
    unsigned flags;
    const char *help;
};

extern const struct option option_table[];
extern const int option_count;

/* What a name means now: a row of the table, or parameter k of function i of a screen. */
struct option_ref {
    const struct option *row; /* NULL for a parameter */
    int screen;
    int act, param;
};

/* Finds NAME ("layers", "flow.layers", "alpha", "flow.alpha", "flow.elu#2.alpha"): first on the
 * screen given, then globally, then on any one screen that has it (but units). False with a message
 * and the nearest name. */
bool option_find(const struct settings *s, int screen, const char *name, struct option_ref *out,
                 struct err *e);
void option_offer(const struct settings *s, int screen, struct near *near);

/* Sets from a number, or from the text of a value (word, range, init). nan is "auto" where there is
 * such; not as a person gives it, by an expression. */
bool option_set_number(struct settings *s, const struct option_ref *ref, double v, struct err *e);
bool option_set_given(struct settings *s, const struct option_ref *ref, double v, struct err *e);
bool option_set_word(struct settings *s, const struct option_ref *ref, const char *word,
                     struct err *e);

/* Sets a range: lo < hi within the bounds of the row, and at least a billionth of 1 + |lo| apart,
 * so that ten digits tell the numbers on an axis from each other. */
bool option_set_range(struct settings *s, const struct option_ref *ref, double lo, double hi,
                      struct err *e);

/* Says what a number of this option must be, which `word` is not; always false. */
bool option_refuse(const struct settings *s, const struct option_ref *ref, const char *word,
                   struct err *e);

/* Does a row mean nothing with the other settings, as the width of a chain does? Then says why. */
bool option_is_idle(const struct settings *s, const struct option *row, struct err *e);

/* Next value: bools flip, enums go round, ints within their range. */
bool option_toggle(struct settings *s, const struct option_ref *ref, struct err *e);

/* Value as a number (enum: index), its step, and as the text that sets it again. */
double option_number(const struct settings *s, const struct option_ref *ref);
double option_step(const struct settings *s, const struct option_ref *ref);
void option_text(const struct settings *s, const struct option_ref *ref, struct str *out);
void option_name(const struct settings *s, const struct option_ref *ref, struct str *out);

/* The i-th of the words that a row may be, NULL past the end or if it takes other values; how many.
 */
const char *option_choice(const struct option *row, int i);
int option_choices(const struct option *row);

/* Is a value of this option given by words rather than numbers? */
bool option_is_wordy(const struct option_ref *ref);

/* The knobs of a screen: options flagged KNOB that matter now, and the focused function's
 * parameters. Returns how many are written to out (at most max). */
int option_knobs(const struct settings *s, int screen, struct option_ref *out, int max);

/* The chosen knob of a screen, an index into them, which those that share knobs share. */
int option_chosen(const struct settings *s, int screen);

/* The screen whose options and knobs a screen has: the units screen looks into flow's stacks. */
int option_owner(int screen);

/* Position 0..1 of a knob on its slider (log where it doubles), which shows the part of a wide
 * range in which one works: -inf or inf for a value beyond its ends. And that of its default. */
double option_fraction(const struct settings *s, const struct option_ref *ref);
double option_default(const struct settings *s, const struct option_ref *ref);

#endif
