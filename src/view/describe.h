/* describe: what a card of one function is made from, for the files describe*.c alone. */
#ifndef VIEW_DESCRIBE_H
#define VIEW_DESCRIBE_H

#include "base/str.h"
#include "num/fact.h"

/* Where the second moment of a deep stack settles, for the two usual initialisations. */
enum { DESCRIBE_XAVIER, DESCRIBE_HE, DESCRIBE_INITS };

struct describe {
    const struct act_use *use;
    char name[ACT_NAME];
    struct act_facts facts;
    struct act_fixed fixed[DESCRIBE_INITS];
};

/* What the rows of fact.h read, with that initialisation. */
struct fact_source describe_source(const struct describe *d, int init);
const char *describe_init_name(int init);

/* Is a property one of stacks, which depends on the initialisation? */
bool describe_is_of_stacks(const struct fact *fact);

/* For people, and as one JSON object. */
void describe_card(const struct describe *d, struct str *out);
void describe_json(const struct describe *d, struct str *out);

#endif
