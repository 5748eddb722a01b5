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

bool plot_stroke_is_plain(const struct acts *acts, bool alone)
{
    return alone || acts->n <= 2;
}

/* Two functions have a solid f each, told apart by hue or by their numbers. From the third on there
 * may be no hue left to tell them apart by: f has a dash of its own, its derivatives the next. */
static enum dash dash_of(int i, int order)
{
    static const enum dash dashes[] = {DASH_LONG, DASH_DOT, DASH_DASHDOT, DASH_SPARSE};
    if (i >= 2)
        return dashes[(i - 2 + order) % 4];
    return order == 0 ? DASH_SOLID : order == 1 ? dashes[i] : DASH_SPARSE;
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
