/* define: the definitions of all activation functions, for reference.c. */
#ifndef EXACT_DEFINE_H
#define EXACT_DEFINE_H

#include "reference.h"

extern const struct reference define_table[];
extern const int define_count;

#endif
