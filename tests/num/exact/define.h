/* define: the definitions of all activation functions, for reference.c. */
#ifndef EXACT_DEFINE_H
#define EXACT_DEFINE_H

#include "reference.h"

/* A row without a name ends each. */
extern const struct reference define_pieces[], define_smooth[];

#endif
