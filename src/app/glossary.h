/* glossary: the words that screens and messages use, one row each, explained in a few sentences:
 * topics of the help, and a section of the manual. */
#ifndef APP_GLOSSARY_H
#define APP_GLOSSARY_H

#include "base/near.h"

enum { GLOSSARY_ALSO = 10 };

struct glossary {
    const char *term;
    const char *also[GLOSSARY_ALSO]; /* what else it is found under; a blank may be typed as _ */
    const char *text;
    const char *see; /* what to read on: terms, options, functions */
};

extern const struct glossary glossary_table[];
extern const int glossary_count;

/* Its i-th name, the term first; NULL past the last. */
const char *glossary_name(const struct glossary *g, int i);

/* The row that has this name, capitals or not; NULL if there is none. */
const struct glossary *glossary_find(const char *word);

/* Offers all names. */
void glossary_offer(struct near *near);

#endif
