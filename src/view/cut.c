#include "view/cut.h"

static int within(int size, int most)
{
    return size < 0 ? 0 : size > most ? most : size;
}

struct rect cut_right(struct rect *r, int w)
{
    w = within(w, r->w);
    r->w -= w;
    return (struct rect){r->x + r->w, r->y, w, r->h};
}

struct rect cut_bottom(struct rect *r, int h)
{
    h = within(h, r->h);
    r->h -= h;
    return (struct rect){r->x, r->y + r->h, r->w, h};
}

struct rect cut_top(struct rect *r, int h)
{
    h = within(h, r->h);
    struct rect top = {r->x, r->y, r->w, h};
    r->y += h;
    r->h -= h;
    return top;
}

struct rect cut_part(struct rect r, int i, int n, bool side)
{
    int all = side ? r.w : r.h;
    int from = all * i / n, to = all * (i + 1) / n;
    if (side)
        return (struct rect){r.x + from, r.y, to - from, r.h};
    return (struct rect){r.x, r.y + from, r.w, to - from};
}
