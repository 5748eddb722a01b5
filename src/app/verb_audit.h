/* verb_audit: the verb that holds backpropagation of the focused stack against central differences
 * (num/audit.h), in slices while a person waits, and what came of it in words. */
#ifndef APP_VERB_AUDIT_H
#define APP_VERB_AUDIT_H

#include "base/str.h"
#include "num/audit.h"

struct app;

/* Worse than this is no longer rounding: the gradient, or the forward pass, is wrong. */
#define AUDIT_JOB_WORST 1e-6

/* Something was compared, and all of it is right. */
bool audit_job_is_fine(const struct audit_result *r);

/* Part of struct app. Zeroed: nothing is asked. */
struct audit_job {
    bool asked;
    int act;    /* of the flow screen */
    bool known; /* is spec what was asked for? Options of the command come after it */
    struct stack_spec spec;
    struct audit *audit; /* NULL: the stack is still being computed */
};

/* Entries to compare: two for every layer and some more, fewer of a stack so wide that these would
 * take more than some seconds. */
int audit_job_entries(const struct stack_spec *spec);

/* "W[3][7] of layer 12", "x[4]" of the input */
void audit_job_where(const struct audit_result *r, struct str *out);

/* What came of it: one line where all is well, so that a note takes no room from the stacks. */
void audit_job_tell(const struct audit_job *job, const struct audit_result *r, struct str *text);

/* Ends what was asked if the settings now describe another stack. To be called before a stack is
 * changed. */
void audit_job_follow(struct app *app);

/* Works for `budget` seconds (negative: to the end) on a finished stack; its result is a note. True
 * while work is left. */
bool audit_job_work(struct app *app, double budget);

void audit_job_done(struct audit_job *job);

#endif
