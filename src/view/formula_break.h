/* formula_break: where a formula that is too long for a line is broken. */
#ifndef VIEW_FORMULA_BREAK_H
#define VIEW_FORMULA_BREAK_H

#include "base/str.h"

/* Appends a printed formula with newlines for blanks, or before an operator, so that its lines take
 * at most `first` and then `rest` columns; both above 0. A line begins with the operator that binds
 * least and stands in the fewest brackets; a piece that cannot be broken stays whole. */
void formula_break(const char *text, int first, int rest, struct str *out);

#endif
