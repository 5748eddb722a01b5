/* shell: the verbs of `actviz VERB ...`, one row each: printed and done. */
#ifndef FRONT_CLI_SHELL_H
#define FRONT_CLI_SHELL_H

#include "front/cli/args.h"

#include "base/str.h"
#include "num/act.h"
#include "view/report.h"

struct shell_verb {
    const char *name;
    const char *usage;             /* operands and options */
    const char *help;              /* a sentence */
    int screen;                    /* enum screen whose options it takes, or -1 */
    bool explorer;                 /* opens the explorer rather than printing */
    int (*run)(struct args *args); /* exit status; NULL for an explorer verb */
};

/* The i-th row, NULL past the end; the row of a name, or NULL. */
const struct shell_verb *shell_verb(int i);
const struct shell_verb *shell_find(const char *name);

/* `actviz eval`: see eval.c. */
int eval_run(struct args *args);

/* `actviz list`, `describe`, `table`: see catalogue.c. */
int list_run(struct args *args);
int describe_run(struct args *args);
int table_run(struct args *args);

/* `actviz map`: see catalogue.c. */
int map_run(struct args *args);

/* `actviz audit`: see audit.c. */
int audit_run(struct args *args);

/* `actviz lesson check`: see check.c. */
int check_run(struct args *args);

/* Takes --format (or format=NAME) out of the words; `format` is an enum report_format. False with a
 * message if it is no format. */
bool shell_format(struct args *args, int *format, struct err *e);

/* Takes a `--` out of the words. */
void shell_plain(struct args *args);

/* Adds the answer of a verb to `out` when the words have run; a status other than STATUS_DONE,
 * after saying why, is that of the program, and nothing is printed. */
struct session;
typedef int shell_answer_fn(struct session *s, struct str *out);

/* Opens a session and runs the words of a verb that prints rows; what was noted goes to standard
 * error. False with a message; the session is to be closed then too. */
bool shell_rows(struct session *s, struct args *args, struct err *e);

/* The same, and prints the answer; gives the status. */
int shell_answer(struct args *args, shell_answer_fn *answer);

/* Notes behind the rows of an answer: a comment line where the format knows such, else on standard
 * error. Says so where the kernel's last digits are not those of other machines. With --repeat R
 * does the work R times more by `again` and says how long that took: "passes R seconds T". */
typedef void shell_again_fn(struct session *s);
void shell_notes(struct session *s, enum report_format format, shell_again_fn *again,
                 struct str *out);

/* A function by name, one of one's own, or a formula; messages about it show where. */
bool shell_act(const struct session *s, const char *word, struct act_use *use, struct err *e);

/* Columns for a table for people: those of --size, or of the terminal that it goes to; 0 in a file
 * or a pipe, where lines are whole. */
int shell_width(const struct args *args);

/* Writes a text and gives the status. */
int shell_print(const struct str *text);

/* Says the error and gives STATUS_USAGE. */
int shell_refuse(const struct err *e);

#endif
