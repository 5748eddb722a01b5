/* table_columns: the columns of the table screen: which properties fit, how wide each is, and where
 * the decimal points stand. Widths come from all rows, so that scrolling down moves nothing.
 * What the table is sorted by comes first, so that it is in sight. */
#ifndef VIEW_TABLE_COLUMNS_H
#define VIEW_TABLE_COLUMNS_H

#include "num/fact.h"
#include "view/layout.h"

enum { TABLE_COLUMNS = 32, TABLE_GAP = 2 };

struct table_column {
    const struct fact *fact;
    int x, w; /* in cells */
    int left; /* of w, before the decimal point */
};

struct table_columns {
    int rows;
    struct act_use use[TABLE_ROWS]; /* [rows] as filtered and sorted */
    int name_x, name_w;
    int first; /* of fact_table, the first column shown */
    int last;  /* behind the last one */
    int n;
    struct table_column column[TABLE_COLUMNS]; /* [n] */
};

void table_columns_init(struct table_columns *t, const struct model *m, const struct pen *p,
                        const struct layout *l);

/* The value of a column for a function as it is shown; the ellipsis while it is being measured.
 * Returns the columns before its decimal point. */
int table_columns_text(const struct model *m, const struct fact *fact, const struct act_use *use,
                       const struct pen *p, char *out, size_t size);

#endif
