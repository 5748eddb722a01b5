#include "draw/dash.h"

#include <assert.h>

/* The three families are told apart at first sight: lines are mostly there, stitches half, lone
 * dots hardly. Within 12 dots all of them differ in two places at least, in longer pieces wherever
 * they begin. Zeros end a pattern. */
static const unsigned char fine[DASH_COUNT][DASH_RUNS] = {
    [DASH_LINE + 0] = {1},
    [DASH_LINE + 1] = {6, 2},
    [DASH_LINE + 2] = {6, 2, 1, 2},
    [DASH_LINE + 3] = {4, 2},
    [DASH_LINE + 4] = {5, 2, 1, 2, 1, 2},
    [DASH_LINE + 5] = {4, 2, 2, 2},
    [DASH_STITCH + 0] = {3, 3},
    [DASH_STITCH + 1] = {1, 2},
    [DASH_STITCH + 2] = {2, 2},
    [DASH_STITCH + 3] = {3, 2, 1, 2},
    [DASH_STITCH + 4] = {2, 4},
    [DASH_STITCH + 5] = {1, 1, 1, 3},
    [DASH_LONE + 0] = {1, 4},
    [DASH_LONE + 1] = {1, 2, 1, 6},
    [DASH_LONE + 2] = {1, 8},
    [DASH_LONE + 3] = {1, 1, 1, 1, 1, 6},
    [DASH_LONE + 4] = {1, 1, 1, 7},
    [DASH_LONE + 5] = {1, 1, 1, 4, 1, 4},
    [DASH_LONG] = {6, 4},
    [DASH_DOT] = {1, 1},
    [DASH_SPARSE] = {1, 3},
};
static const unsigned char coarse_ones[DASH_COUNT][DASH_RUNS] = {
    [DASH_LINE + 0] = {1},
    [DASH_LINE + 1] = {4, 1},
    [DASH_LINE + 2] = {3, 1, 1, 1},
    [DASH_LINE + 3] = {2, 1},
    [DASH_LINE + 4] = {3, 1, 1, 1, 1, 1},
    [DASH_LINE + 5] = {4, 1, 2, 1},
    [DASH_STITCH + 0] = {2, 2},
    [DASH_STITCH + 1] = {1, 2},
    [DASH_STITCH + 2] = {3, 3},
    [DASH_STITCH + 3] = {2, 2, 1, 2},
    [DASH_STITCH + 4] = {2, 4},
    [DASH_STITCH + 5] = {2, 1, 1, 2},
    [DASH_LONE + 0] = {1, 4},
    [DASH_LONE + 1] = {1, 2, 1, 5},
    [DASH_LONE + 2] = {1, 7},
    [DASH_LONE + 3] = {1, 1, 1, 1, 1, 7},
    [DASH_LONE + 4] = {1, 1, 1, 6},
    [DASH_LONE + 5] = {1, 3, 1, 6},
    [DASH_LONG] = {3, 1},
    [DASH_DOT] = {1, 1},
    [DASH_SPARSE] = {1, 3},
};

int dash_runs(enum dash dash, bool coarse, int length[DASH_RUNS])
{
    assert(dash < DASH_COUNT);
    const unsigned char *runs = coarse ? coarse_ones[dash] : fine[dash];
    int n = 0;
    for (; n < DASH_RUNS && runs[n]; n++)
        length[n] = runs[n];
    return n;
}

bool dash_is_on(enum dash dash, bool coarse, int step)
{
    int length[DASH_RUNS], whole = 0, n = dash_runs(dash, coarse, length);
    if (n == 1)
        return true;
    for (int i = 0; i < n; i++)
        whole += length[i];
    int at = step % whole;
    for (int i = 0; i < n; i++) {
        at -= length[i];
        if (at < 0)
            return i % 2 == 0;
    }
    return true;
}
