/* fact: the measured properties by name, one row each: the columns of the table screen, keys of
 * `table --format json`, lines of a card, what a filter can ask for and a sort can name. */
#ifndef NUM_FACT_H
#define NUM_FACT_H

#include "num/measure.h"

enum fact_kind {
    FACT_NUMBER,
    FACT_FLAG, /* 0 or 1 */
    FACT_WORD  /* one of `words`, by number */
};

/* What the rows read. */
struct fact_source {
    const struct act_use *use;
    const struct act_facts *facts;
    struct act_fixed fixed; /* for the initialisation chosen */
};

struct fact {
    const char *name;  /* "chi_unit": JSON key, sort=, filter=, column of TSV */
    const char *title; /* "E f'^2": head of a column, ASCII, at most 9 characters */
    const char *help;  /* a sentence */
    enum fact_kind kind;
    const char *const *words;                   /* of FACT_WORD, ended by NULL */
    double (*get)(const struct fact_source *s); /* nan: does not exist */
};

extern const struct fact fact_table[];
extern const int fact_count;

const struct fact *fact_find(const char *name); /* or NULL */
void fact_offer(struct near *near);

/* The names that a filter's formula reads: those of the rows. ctx is a const struct fact_source *
 * at evaluation, NULL will do at parsing. */
struct formula_scope;
struct formula_scope fact_scope(const struct fact_source *s);

#endif
