#include "grid.h"

#include <string.h>

void grid_init(struct grid *g)
{
    *g = (struct grid){.x = 0};
    for (int y = 0; y < GRID_H; y++)
        memset(g->cell[y], ' ', GRID_W);
}

static void put(struct grid *g, char c)
{
    if (g->x < GRID_W && g->y < GRID_H)
        g->cell[g->y][g->x++] = c;
}

static void text(struct grid *g, char c)
{
    unsigned char byte = (unsigned char)c;
    if (c == '\033')
        g->at = GRID_ESCAPE;
    else if (c == '\b' && g->x > 0)
        g->x--;
    else if (byte >= 0xC0)
        put(g, '?');
    else if (byte >= ' ' && byte < 0x7F)
        put(g, c);
}

static int least_one(int n)
{
    return n > 0 ? n - 1 : 0;
}

/* The end of ESC [ numbers. */
static bool finish(struct grid *g, char c)
{
    int first = least_one(g->number[0]), second = least_one(g->number[1]);
    g->at = GRID_TEXT;
    if (c == 'G')
        g->x = first;
    if (c == 'H')
        g->x = second;
    if (c == 'H' || c == 'd')
        g->y = first;
    if (c == 'K' && g->y < GRID_H && g->x < GRID_W)
        memset(&g->cell[g->y][g->x], ' ', (size_t)(GRID_W - g->x));
    return c == 'H' || c == 'd';
}

bool grid_take(struct grid *g, char c)
{
    int last = g->numbers < 2 ? g->numbers : 1;
    switch (g->at) {
    case GRID_TEXT:
        text(g, c);
        return false;
    case GRID_ESCAPE:
        g->at = c == '[' ? GRID_SEQUENCE : c == '(' || c == ')' ? GRID_CHARSET : GRID_TEXT;
        g->numbers = g->number[0] = g->number[1] = 0;
        return false;
    case GRID_CHARSET:
        g->at = GRID_TEXT;
        return false;
    default:
        break;
    }
    if (c >= '0' && c <= '9' && g->number[last] < GRID_W)
        g->number[last] = 10 * g->number[last] + c - '0';
    else if (c == ';')
        g->numbers++;
    else if (c >= '@')
        return finish(g, c);
    return false;
}

void grid_word(const struct grid *g, int x, const char *name, char out[GRID_W + 1])
{
    out[0] = '\0';
    for (int y = 0; y < GRID_H; y++) {
        const char *at = strstr(g->cell[y] + x, name);
        if (!at)
            continue;
        at += strlen(name);
        at += strspn(at, " ?|<>");
        size_t n = strcspn(at, " ");
        memcpy(out, at, n);
        out[n] = '\0';
        return;
    }
}
