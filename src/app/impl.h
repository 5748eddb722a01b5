/* impl: the insides of struct app, for the files of app/ alone. */
#ifndef APP_IMPL_H
#define APP_IMPL_H

#include "app/app.h"
#include "app/facts.h"
#include "app/lens.h"
#include "app/maps.h"
#include "app/unit_stats.h"
#include "app/units.h"
#include "app/verb_audit.h"
#include "app/words.h"
#include "num/stack.h"

/* One thing to undo: the settings before it, and where the extension was. */
struct undo_entry {
    struct settings settings;
    long token;
};

enum { UNDO_MAX = 200 };

struct undo {
    struct undo_entry *entry; /* [cap] oldest first; entry[at] is what `redo` would bring back */
    int n, at, cap;
    char like[48]; /* what made the last entry: the same again soon after joins it */
    double time;   /* when */
    int held;      /* in a file of commands: its end makes one entry of all */
    bool apart;    /* a lesson has put other settings since: what was before is not seen in them */
};

/* A key and what it does; `context` "" is everywhere. */
struct keymap {
    struct keymap_row {
        char *context;
        struct key key;
        char *command;
        uint64_t head; /* its first bytes */
    } * row;
    int n, cap;
};

/* A name that some compiled expression refers to, resolved again at every reading: functions and
 * screens may have changed since it was compiled. */
enum query_kind {
    QUERY_OPTION, /* option or parameter by name; `part` for an end of a range: 0 lo, 1 hi */
    QUERY_VALUE,  /* 1 while option `name` has its value number `part` */
    QUERY_FOCUS,  /* f(x) with `part` primes */
    QUERY_LAYER,  /* column `part` of the function called `name` on the flow screen */
    QUERY_STACK,  /* likewise of the whole stack */
    QUERY_DONE,   /* 1 when all stacks are computed */
    QUERY_FACT,   /* property `part` of the function called `name`, or of the focused one ("f") */
    QUERY_EXT     /* the extension's own number `part` */
};

struct query {
    enum query_kind kind;
    int part;
    char name[FORMULA_NAME];
};

struct queries {
    struct query *row;
    int n, cap;
    bool flow_read;     /* somebody reads stacks: keep them computed on every screen */
    struct err missing; /* what an evaluation asked for that is not there; text "": nothing */
};

/* The rows of a stack that is no more. */
struct nets_past {
    struct stack_spec spec;
    struct stack_result result;
    struct stack_layer *layer; /* that result.layer is; NULL: none */
};

/* The stacks of the flow screen. */
struct nets {
    struct stack *stack[FLOW_ACTS_MAX];
    struct nets_past past[FLOW_ACTS_MAX]; /* as they were before the last change */
    char problem[160];                    /* why one could not be made, "" */
    struct stack_cache *cache;
    bool all_done; /* was, when last looked at */
};

struct app {
    struct app_host host;
    const struct kernel *kernel;
    struct app_ext ext;
    app_lens_fn *lens; /* NULL: nobody shows the plot */
    void *lens_ctx;
    struct act_book *book; /* of all functions that were ever defined or written as formulas */
    app_export_fn *export; /* NULL: no files can be written */
    void *export_ctx;
    struct settings settings;
    struct undo undo;
    struct keymap keys;
    struct queries queries;
    struct nets nets;
    struct audit_job audit;
    struct units units;
    struct unit_stats unit_stats;
    struct maps maps;
    struct facts facts;
    double time;
    bool time_moved; /* a script said `wait` */
    bool shell;      /* the words came from the shell, which prints what it names and no more */
    bool rows;       /* ... as rows of numbers */
    bool safe;       /* running what a lesson says */
    bool by_key;     /* running what a key is bound to: repeats join in one entry of undo */
    bool dragging;   /* running what a drag means: so do those that come late */
    int depth;       /* of sourced files */
    unsigned effects;
    char note[1200]; /* six functions in two sentences */
    bool note_is_error;
    char prompt[512];
};

/* ---- app.c ---- */

/* The host's clock in seconds, for budgets; 0 where it has none. */
double app_now(const struct app *app);

/* ---- command_check.c ---- */

/* Can the settings be served, as `verb` has made them from what was before? */
bool command_check(const struct settings *s, const struct settings *before, const struct verb *verb,
                   struct err *e);

/* ---- command.c ---- */

/* Number of an operand: an expression over live state. */
bool command_number(struct app *app, const char *text, double *out, struct err *e);

/* ---- verb_set.c ---- */

/* Gives an option or parameter the value that a text says: a word, or an expression. */
bool command_set(struct app *app, const struct option_ref *ref, const char *text, struct err *e);

/* ---- verb_*.c ---- */
extern const struct verb verb_rows[];
extern const int verb_count;

bool verb_plot(const struct call *c, struct err *e);
bool verb_flow(const struct call *c, struct err *e);
bool verb_units(const struct call *c, struct err *e);
bool verb_map(const struct call *c, struct err *e);
bool verb_point(const struct call *c, struct err *e);
bool verb_table(const struct call *c, struct err *e);
bool verb_filter(const struct call *c, struct err *e);
bool verb_add(const struct call *c, struct err *e);
bool verb_open(const struct call *c, struct err *e);
bool verb_lessons(const struct call *c, struct err *e);
bool verb_help(const struct call *c, struct err *e);
bool verb_close(const struct call *c, struct err *e);
bool verb_focus(const struct call *c, struct err *e);
/* What `open` does on the units screen. */
void verb_units_open(struct settings *s, bool flow);
/* What `open` does on the map screen. */
void verb_map_open(struct settings *s);

bool verb_def(const struct call *c, struct err *e);

bool verb_set(const struct call *c, struct err *e);
bool verb_toggle(const struct call *c, struct err *e);
bool verb_get(const struct call *c, struct err *e);
bool verb_turn(const struct call *c, struct err *e);
bool verb_choose(const struct call *c, struct err *e);
bool verb_type(const struct call *c, struct err *e);
bool verb_default(const struct call *c, struct err *e);
bool verb_reset(const struct call *c, struct err *e);

bool verb_cursor(const struct call *c, struct err *e);
bool verb_jump(const struct call *c, struct err *e);
bool verb_zoom(const struct call *c, struct err *e);
bool verb_pan(const struct call *c, struct err *e);
bool verb_fit(const struct call *c, struct err *e);
/* The i-th of the words that jump takes, NULL past the end. */
const char *verb_jump_word(int i);

bool verb_play(const struct call *c, struct err *e);
bool verb_pause(const struct call *c, struct err *e);
bool verb_step(const struct call *c, struct err *e);
bool verb_rewind(const struct call *c, struct err *e);
bool verb_goto(const struct call *c, struct err *e);
bool verb_replay(const struct call *c, struct err *e);
bool verb_speed(const struct call *c, struct err *e);
bool verb_audit(const struct call *c, struct err *e);
bool verb_wait(const struct call *c, struct err *e);

bool verb_undo(const struct call *c, struct err *e);
bool verb_redo(const struct call *c, struct err *e);
bool verb_say(const struct call *c, struct err *e);
bool verb_source(const struct call *c, struct err *e);
bool verb_bind(const struct call *c, struct err *e);
bool verb_prompt(const struct call *c, struct err *e);
bool verb_redraw(const struct call *c, struct err *e);
bool verb_export(const struct call *c, struct err *e);
bool verb_suspend(const struct call *c, struct err *e);
bool verb_quit(const struct call *c, struct err *e);

/* Moves the animation by a time, or to its end. */
void play_move(struct app *app, double dt);
void play_to_end(struct app *app);
bool play_is_moving(const struct app *app);

/* After a change of the depth: the animation stays at its layer, or at its end; past the last layer
 * of either way it comes back to it. */
void play_follow(struct app *app, const struct settings *before);

/* After marks of theory were asked for where there are none: says why. */
void play_tell(struct app *app, const struct settings *before);

/* After a tangent or a mark was asked for: the cursor that they belong to is shown. */
void plot_follow(struct settings *s, const struct settings *before);

/* ---- undo.c ---- */
/* Keeps `before`, unless `like` (NULL: never) joins it to the entry made just now. */
void undo_push(struct app *app, const struct settings *before, long token, const char *like);
void undo_done(struct undo *u);

/* ---- keymap.c ---- */
void keymap_default(struct app *app);
/* Reads [CONTEXT:]KEY; `context` (KEYMAP_CONTEXT bytes) may be NULL. */
enum { KEYMAP_CONTEXT = 24 };
bool keymap_parse(const char *text, struct key *key, char *context, struct err *e);
bool keymap_bind(struct keymap *map, const char *key, const char *command, struct err *e);
void keymap_done(struct keymap *map);

/* ---- query.c ---- */
void queries_done(struct queries *q);
/* ---- query_read.c ---- */
/* nan where there is no such value now; what the stacks do not have, a function or a layer, is
 * noted in queries.missing, if nothing was before. */
double query_read(struct app *app, const struct query *q, double arg);

/* ---- nets.c ---- */
void nets_init(struct nets *n);
void nets_done(struct nets *n);
/* Would all stacks of these settings be allowed and fit into memory? */
bool nets_check(const struct settings *s, struct err *e);
/* Works for `budget` seconds (negative: to the end). True while work is left. */
bool nets_work(struct app *app, double budget);
bool nets_wanted(const struct app *app);
bool nets_all_done(const struct app *app);
/* Would both give the same numbers? */
bool nets_same_spec(const struct stack_spec *a, const struct stack_spec *b);
/* The same if anybody wants them, telling what came of it. */
bool nets_tick(struct app *app, double budget);

#endif
