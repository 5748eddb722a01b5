/* app: the state of the program and the one language that changes it.
 *
 * Knows settings, commands, key bindings, queries, undo, time and the networks that follow from the
 * settings. Knows no screen, no curses, no files: what it needs of the outside comes through struct
 * app_host. Commands print nothing: they change settings, leave a note, and say in a mask what
 * became stale or is asked of the front end. */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "app/key.h"
#include "app/lens.h"
#include "app/option.h"
#include "app/settings.h"
#include "app/verb.h"
#include "base/err.h"
#include "base/str.h"
#include "num/formula.h"
#include "num/kernel.h"
#include "num/measure.h"
#include "num/stack.h"

struct app;

/* The outside world. Any function may be NULL: then files are refused and time stands still. */
struct app_host {
    void *ctx;
    /* A person waits for frames: long work is done by app_tick in slices. Else every command is
     * followed by all the networks it asks for; what is measured waits for app_settle, since only
     * who looks needs it. */
    bool live;
    /* Seconds from some fixed point, monotonic. Only to keep within a frame's budget. */
    double (*now)(void *ctx);
    /* Reads a whole file of at most `max` bytes. */
    bool (*read)(void *ctx, const char *path, size_t max, struct str *out, struct err *e);
    /* Calls each(arg, path) for every lesson file to be found, in order of preference. */
    void (*lessons)(void *ctx, void (*each)(void *arg, const char *path), void *arg);
    /* The lesson log NAME: appends one line (without newline), flushed to disk; reads all of it. */
    bool (*log_append)(void *ctx, const char *name, const char *line, struct err *e);
    bool (*log_read)(void *ctx, const char *name, struct str *out);
};

/* What commands ask of the loop. Networks need no flag: app_tick compares what the settings
 * describe with what was computed. */
enum effect {
    EFFECT_DRAW = 1, /* something that is shown changed */
    EFFECT_QUIT = 2,
    EFFECT_PROMPT = 4,  /* open the prompt with app_prompt_text */
    EFFECT_SAY = 8,     /* put the screen into words */
    EFFECT_REDRAW = 16, /* repaint everything */
    EFFECT_SUSPEND = 32
};

/* What a floor above adds to the language. All tables are const; ctx is the floor's state. */
struct app_ext {
    void *ctx;
    const struct verb *verbs;
    int verb_count;
    /* Names readable in expressions, as in struct formula_scope. May be NULL. */
    bool (*find)(void *ctx, const struct formula_name *name, int *id, struct err *e);
    double (*get)(void *ctx, int id, double arg);
    void (*offer)(void *ctx, struct near *near);
    /* Key contexts in force, most specific first, blank-separated; "" for none. */
    const char *(*contexts)(void *ctx);
    /* Its own place in a few numbers, kept with every undo entry and given back by undo. */
    long (*token)(void *ctx);
    void (*restore)(void *ctx, long token);
    /* Called when settings or results have changed: judge tasks anew. */
    void (*changed)(void *ctx);
    /* Words for completion of ARG_LESSON and ARG_STEP: the i-th, NULL past the end. */
    const char *(*word)(void *ctx, enum arg kind, int i);
};

/* host and kernel must outlive the app; host is copied. */
struct app *app_new(const struct app_host *host, const struct kernel *kernel);
void app_free(struct app *app);
void app_extend(struct app *app, const struct app_ext *ext); /* once */
const struct app_host *app_host(const struct app *app);
const struct kernel *app_kernel(const struct app *app);

/* What the command `export` does: writes the screen, as it is at that moment, into a file and
 * leaves a note. fn NULL, as at first: no files can be written. */
typedef bool app_export_fn(void *ctx, const char *path, struct err *e);
void app_put_export(struct app *app, app_export_fn *fn, void *ctx);

/* Runs a line: commands separated by ';', each whole or not at all. On failure the message has the
 * column; the commands before the bad one stay done. */
bool app_run(struct app *app, const char *line, struct err *e);

/* Runs one command whose words are already split (the shell's): words are not quoted again, and
 * `--name value`, `--name=value` stand for NAME=VALUE. */
bool app_run_words(struct app *app, int n, const char *const *words, struct err *e);

/* The same for who prints rows of numbers: options that are for the screen alone are refused, and
 * there is a note on those that mean nothing with the others. */
bool app_run_rows(struct app *app, int n, const char *const *words, struct err *e);

/* Runs a command of a wheel or a held key: repeats of its kind soon after join in one entry of
 * undo.
 */
bool app_run_sweep(struct app *app, const char *line, struct err *e);

/* Runs a command of a drag: all of its kind since app_press join in one entry, however long it
 * takes. */
void app_press(struct app *app);
bool app_run_drag(struct app *app, const char *line, struct err *e);

/* The same, refusing verbs and options that are not lesson-safe. */
bool app_run_safe(struct app *app, const char *line, struct err *e);

/* Runs a file of commands, one line each; messages have line and column. One entry of undo. */
bool app_run_text(struct app *app, const char *text, struct err *e);

/* What a key is bound to in the contexts in force, or NULL; and running it. False with an empty
 * message if the key is bound to nothing. */
const char *app_binding(const struct app *app, const struct key *key);
bool app_key(struct app *app, const struct key *key, struct err *e);

/* Effects since the last call. */
unsigned app_take_effects(struct app *app);
void app_effect(struct app *app, unsigned effects); /* for verbs of floors above */
const char *app_prompt_text(const struct app *app);

/* Moves time by dt seconds and works on what is stale, for about `budget` seconds of host time.
 * True while something moves or is left to do, so that another frame is wanted. */
bool app_tick(struct app *app, double dt, double budget);

/* Finishes all computing (not animations): for scripts, tests, the checker. */
void app_settle(struct app *app);

/* Also runs a playing animation to its end, unless a script has moved time itself (`wait`). */
void app_finish(struct app *app);

/* Seconds of the app's own clock. */
double app_time(const struct app *app);

const struct settings *app_settings(const struct app *app);

/* Settings before the last change, sweep or drag that can be undone; NULL where there was none
 * since a lesson put its own. */
const struct settings *app_before(const struct app *app);

/* A lesson's own copy: replaces all settings (networks follow). Functions of one's own that they
 * hold must outlive the app; settings without a book get the app's. */
void app_put_settings(struct app *app, const struct settings *s);

/* The i-th stack of the flow screen: its result, NULL while it is being computed; progress 0..1. */
const struct stack_result *app_flow(const struct app *app, int i);
double app_flow_progress(const struct app *app, int i);
/* The stack itself, finished; NULL before. Valid until the next command or tick. */
const struct stack *app_flow_stack(const struct app *app, int i);
/* The result that the same function's stack had before the last change that can be undone; NULL
 * where that was no other stack, or is not known. */
const struct stack_result *app_flow_before(const struct app *app, int i);
/* Computes all stacks of the flow screen once more (for timing). */
void app_flow_again(struct app *app);

/* What was measured of a function, NULL while that is to be done (app_tick measures, in slices,
 * what the screen shows: the functions of a plot, a help topic, all of the table), and where q
 * settles with the initialisation of the table screen. app_settle leaves nothing NULL. */
const struct act_facts *app_facts(const struct app *app, const struct act_use *use);
const struct act_fixed *app_fixed(const struct app *app, const struct act_use *use);

/* The functions of the table screen, filtered and sorted as its options say; how many. Those not
 * measured yet stand where they are in the table, after the others, and pass every condition. */
int app_table(const struct app *app, struct act_use out[TABLE_ROWS]);

/* Value of an expression over live state; nan while it is being computed. False with a message if
 * it is no expression, or has no value because it reads a layer or function that the stacks of the
 * flow screen do not have. Compiled form: app_scope with formula_new. */
bool app_get(struct app *app, const char *expr, double *out, struct err *e);
struct formula_scope app_scope(struct app *app);

/* Does all that an expression reads exist now, whatever it comes to? False with a message. */
bool app_has(struct app *app, const char *expr, struct err *e);

/* The value of an option that is given by words (init: "he", range: "-6:6"), as `set` takes it;
 * false if name is no such option: then app_get has its number. */
bool app_word(const struct app *app, const char *name, struct str *out);

/* One line for the status row: the answer of `get`, or an error. */
void app_note(struct app *app, bool is_error, const char *fmt, ...) ERR_PRINTF(3, 4);
const char *app_note_text(const struct app *app, bool *is_error); /* "" for none */
void app_note_clear(struct app *app);

/* Tables, for help, completion, manual and fuzzing: the i-th row, NULL past the end. The
 * extension's verbs come after the app's. */
const struct verb *app_verb(const struct app *app, int i);
const struct verb *app_verb_find(const struct app *app, const char *name);

/* The chapters of the help that are about no single verb, option or function. */
const char *app_topic(int i);

/* The i-th key binding: context ("" for everywhere), key and command. False past the end. */
struct binding {
    const char *context;
    struct key key;
    const char *command;
};
bool app_binding_at(const struct app *app, int i, struct binding *out);

/* The key in force of the first binding whose command is `command`, else of the first whose begins
 * with it; NULL if there is none. Pictures ask for dozens in every frame. */
const struct key *app_key_of(const struct app *app, const char *command);

/* Completion of the word that ends at byte `at` of a command line: where it starts, and the
 * candidates, each offered once in table order. */
typedef void app_candidate_fn(void *arg, const char *word);
size_t app_complete(const struct app *app, const char *line, size_t at, app_candidate_fn *each,
                    void *arg);

#endif
