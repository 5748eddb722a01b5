#include "view/plot_stroke.h"

#include <ctype.h>
#include <string.h>

int plot_stroke_orders(const struct plot_settings *plot, int out[3])
{
    int n = 0;
    out[n++] = 0;
    if (plot->df)
        out[n++] = 1;
    if (plot->d2f)
        out[n++] = 2;
    return n;
}

enum role plot_stroke_role(int i)
{
    return ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX);
}

/* A letter of its own for each function: the first of its name that no function before it has. */
static char letter_of(const struct acts *acts, int i)
{
    char taken[ACTS_MAX + 1] = "";
    char letter = 'a';
    for (int k = 0; k <= i; k++) {
        const char *name = acts->use[k].act->name;
        letter = '\0';
        for (; *name && !letter; name++)
            if (islower((unsigned char)*name) && !strchr(taken, *name))
                letter = *name;
        for (char c = 'a'; !letter && c <= 'z'; c++)
            if (!strchr(taken, c))
                letter = c;
        taken[k] = letter;
        taken[k + 1] = '\0';
    }
    return letter;
}

/* f lines, f' stitches, f'' lone dots; each function its own pattern of the family, unless it is
 * alone. */
static enum dash dash_of(int i, int order)
{
    static const enum dash family[] = {DASH_LINE, DASH_STITCH, DASH_LONE};
    return family[order] + (unsigned)(i % DASH_CURVES);
}

struct stroke plot_stroke(const struct acts *acts, int i, int order, bool alone)
{
    char letter = letter_of(acts, i);
    return (struct stroke){
        .role = plot_stroke_role(i),
        .dash = dash_of(alone ? 0 : i, order),
        .bold = order == 0 && i == acts->focus,
        .thin = order > 0,
        .letter = order == 0   ? (char)toupper((unsigned char)letter)
                  : order == 1 ? letter
                               : (char)('1' + i),
    };
}
