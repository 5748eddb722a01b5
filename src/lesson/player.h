/* player: an open lesson: where the learner is, what was answered, what is shown.
 *
 * Two apps take part. `app` is the learner's: its screens are live and every key works on it.
 * `stage` is a second one without screen or files, on which all that the lesson scripts is run;
 * its settings are then put into `app` as one change. So what is scripted never depends on what a
 * learner did in between, takes no entries of undo, and its networks are always computed: answers
 * are judged there, tasks on `app`.
 *
 * A step has stops: its questions and its pauses. Its blocks are shown up to the first stop that
 * the learner has not passed; a question can be passed when it is done. `run` blocks on the way,
 * and the `reveal`s of predictions that were made, are run in their order. */
#ifndef LESSON_PLAYER_H
#define LESSON_PLAYER_H

#include "app/app.h"
#include "lesson/catalog.h"
#include "lesson/lesson.h"
#include "lesson/lesson_file.h"

/* One question: what came of it. */
struct question {
    enum lesson_mark mark; /* the best so far */
    bool done;             /* in this pass: what follows is shown */
    bool right;
    int tries;
    int hints;       /* shown; one more than there are: the answer itself */
    bool fresh;      /* something was tried since the last hint */
    double hint_at;  /* app_time of the last hint */
    char *input;     /* the last answer as typed, or NULL */
    unsigned chosen; /* of a choice: a bit for each option */
    int wrong;       /* index of the `wrong:` that was hit, -1 for none */
    uint64_t did;    /* a bit for each `did` that ticked */
};

struct step_state {
    bool seen;
    int passed; /* stops (pauses, questions) behind which the learner went on */
};

/* Who wants to know what a lesson does on its way: the checker. */
struct lesson_watch {
    void *arg;
    /* A command of the lesson failed, at its place in the file. */
    void (*failed)(void *arg, int line, int col, const struct err *e);
    /* A block was gone through, or stopped at; the stage is as it is there. */
    void (*passing)(void *arg, const struct block *b);
};

struct lesson {
    struct app *app;
    struct app *stage; /* where scripts run; made when a lesson is opened first */
    struct catalog catalog;
    bool listed; /* the catalog was read: when it is asked for first */

    bool open;
    long serial;               /* of the opening: tells undo entries of other lessons apart */
    struct lesson_file *file;  /* kept after leaving, for redo */
    struct settings home;      /* the person's own, given back on leaving */
    struct settings *entry;    /* [file->steps] scripted state on entering each step */
    int entries;               /* how many are known, from the first */
    struct step_state *steps;  /* [file->steps] */
    struct question *question; /* [file->blocks]; only those of questions are used */
    int step;
    int reach;   /* blocks of the step that were gone through */
    bool at_end; /* `next` was said when all was done */
    int scroll;
    struct settings untouched; /* as the lesson last left them: has the learner done anything? */
    bool saving;               /* events go to the log */
    bool log_failed;

    bool stale, refreshing; /* the panel: to be made anew; being made */
    struct panel {
        struct lesson_block *block;
        int n, cap;
        struct pool text;
    } shown, kept;   /* all of it; what stands behind a stop that was passed, as it was then */
    int kept_blocks; /* of the step */

    struct lesson_watch watch;
};

/* The lessons there are, read from their files the first time. */
struct catalog *player_catalog(struct lesson *l);

/* Opens a lesson (takes the file over) at a step, -1: where its log says, else the first. */
bool player_open(struct lesson *l, struct lesson_file *file, int step, struct err *e);

/* Leaves: the person's own settings come back. */
void player_leave(struct lesson *l);

/* Ends all play without giving anything back; the file is the caller's again. NULL for none. */
struct lesson_file *player_take(struct lesson *l);

/* Enters a step: its scripted state, or with `keep` the learner's. */
void player_enter(struct lesson *l, int step, bool keep);

/* Goes on behind the stop at which the step waits; false if there is nothing more in it. */
bool player_go_on(struct lesson *l);

/* Runs the `reveal`s of the open question. */
void player_reveal(struct lesson *l);

/* After undo: at a step with so many stops passed, nothing run on `app`. */
void player_place(struct lesson *l, int step, int passed);

/* The question that is open, or NULL; its block in *block. */
struct question *player_asked(struct lesson *l, const struct block **block);

/* Sets done and the mark that follows from how. */
void player_solve(struct question *q, int hints);
void player_mark(struct question *q, enum lesson_mark mark);

/* Hints a question has. */
int player_hints(const struct block *b);

/* Forgets the answers of a step, so that it can be done again; marks stay. */
void player_forget(struct lesson *l, int step);

/* Order of marks from least to most solved. */
int player_rank(enum lesson_mark mark);

/* The key that a command is bound to in a lesson or everywhere, or the command as it is typed.
 * Returns out. */
const char *player_key(const struct lesson *l, const char *command, char out[KEY_NAME]);

/* ---- answer.c ---- */

/* Judges what was typed for the open question. False if it is no answer. */
bool answer_give(struct lesson *l, const char *text, struct err *e);

/* Is the task done now? Ticks its `did`s. */
bool answer_task(struct lesson *l, const struct block *b, struct question *q);

/* The right answer as the learner would type it. */
void answer_right(struct lesson *l, const struct block *b, struct str *out);

/* The bits of the right options. */
unsigned answer_right_options(const struct block *b);

/* ---- panel.c ---- */

/* Makes anew what is shown. */
void panel_refresh(struct lesson *l);

/* Going on: what is shown now keeps its values, whatever the learner turns from here on. */
void panel_keep(struct lesson *l);

/* Another step: nothing is kept. */
void panel_forget(struct lesson *l);
void panel_done(struct panel *p);

/* ---- lesson_verbs.c ---- */
extern const struct verb lesson_verbs[];
extern const int lesson_verb_count;

#endif
