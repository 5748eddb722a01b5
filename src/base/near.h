/* near: the nearest name to a mistyped one. A table's owner offers every name it has; near_name
 * gives the one fewest edits away, or NULL when none is close enough to be what was meant. */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

struct near {
    const char *word; /* what was typed */
    const char *best; /* the nearest name offered so far, or NULL */
    int distance;     /* its edit distance (insert, delete, change, swap of neighbours: 1 each;
                         capitals are as good as small letters) */
};

void near_init(struct near *n, const char *word);
void near_offer(struct near *n, const char *name);
const char *near_name(const struct near *n);

#endif
