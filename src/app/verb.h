/* verb: what a row of a verb table is. The app's own verbs are in verb_*.c; floors above (lesson)
 * hand theirs over at start in the same form. Parser, completion, help and manual read the rows. */
#ifndef APP_VERB_H
#define APP_VERB_H

#include <stdbool.h>

#include "base/err.h"

struct app;

/* Kinds of operands. The last one may be repeated up to `most`; EXPR, RAW, VALUE and TOPIC run to
 * the end of the command. */
enum arg {
    ARG_NONE,
    ARG_ACT, /* function with parameters, elu:alpha=0.5 */
    ARG_WORD,
    ARG_NUMBER, /* an expression without blanks */
    ARG_FILE,
    ARG_OPTION, /* name of an option or parameter */
    ARG_VALUE,  /* what set gives it */
    ARG_KEY,
    ARG_TOPIC,
    ARG_LESSON,
    ARG_STEP, /* a step of the lesson named before */
    ARG_EXPR,
    ARG_RAW
};

enum verb_flag {
    VERB_SCREEN = 1, /* shows a screen and takes its options as NAME=VALUE */
    VERB_LESSON = 2, /* a lesson may use it */
    VERB_UNDO = 4,   /* changes settings: one entry of undo */
    VERB_TALK = 8    /* takes what somebody says: what is wrong with it has no place in a line */
};

enum { VERB_ARGS = 3 };

/* One call of a verb: its words after parsing. word[i] is the text of operand i; number[i] its
 * value where the kind is ARG_NUMBER. Options (NAME=VALUE) are set after it has run. */
enum { CALL_WORDS = 64 };
struct call {
    struct app *app;
    void *ctx; /* of the floor that owns the verb */
    int n;
    const char *word[CALL_WORDS];
    double number[CALL_WORDS];
    bool options; /* NAME=VALUE was given */
};

struct verb {
    const char *name;
    const char *usage; /* operands as help shows them: "ACT..." */
    const char *help;  /* a sentence */
    enum arg arg[VERB_ARGS];
    int least, most; /* operands; most counts repeats, CALL_WORDS at most */
    unsigned flags;
    int screen; /* enum screen of a VERB_SCREEN verb */
    bool (*run)(const struct call *call, struct err *e);
};

#endif
