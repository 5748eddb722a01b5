#include "draw/dots.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

static const struct {
    int across, down;
} grids[RASTER_COUNT] = {
    [RASTER_BRAILLE] = {2, 4},
    [RASTER_QUADRANT] = {2, 2},
    [RASTER_HALF] = {1, 2},
    [RASTER_ASCII] = {1, 1},
};

/* Cells of one colour where curves lie on each other. */
enum { TURN_CELLS = 2 };

enum rank { RANK_GROUND, RANK_HELP, RANK_SERIES };

static enum rank rank_of(enum role role)
{
    if (role >= ROLE_SERIES)
        return RANK_SERIES;
    bool ground = role == ROLE_ZERO || role == ROLE_DIM || role == ROLE_FRAME || role == ROLE_AXIS;
    return ground ? RANK_GROUND : RANK_HELP;
}

void dots_init(struct dots *d, enum raster raster)
{
    *d =
        (struct dots){.raster = raster, .across = grids[raster].across, .down = grids[raster].down};
}

void dots_done(struct dots *d)
{
    mem_free(d->share);
    *d = (struct dots){0};
}

void dots_start(struct dots *d, int w, int h)
{
    size_t n = (size_t)w * (size_t)h;
    bool other = w != d->w || h != d->h;
    if (other)
        d->share = mem_resize(d->share, n, sizeof *d->share);
    if (n > 0 && (other || d->inks > 0)) /* else no dot has been put since */
        memset(d->share, 0, n * sizeof *d->share);
    d->w = w;
    d->h = h;
    d->inks = 0;
}

int dots_ink(struct dots *d, const struct stroke *stroke)
{
    struct ink new = {stroke->role, stroke->bold, stroke->letter};
    for (int i = 0; i < d->inks; i++) {
        const struct ink *old = &d->ink[i];
        if (old->role == new.role && old->bold == new.bold && old->letter == new.letter)
            return i;
    }
    if (d->inks == DOTS_INKS)
        return DOTS_INKS - 1;
    d->ink[d->inks] = new;
    return d->inks++;
}

static struct share *share_at(const struct dots *d, int x, int y)
{
    return &d->share[(size_t)y * (size_t)d->w + (size_t)x];
}

static unsigned bit_of(const struct dots *d, int x, int y)
{
    return 1U << (y % d->down * d->across + x % d->across);
}

/* The place of one more ink in a full cell: that of the lowest rank, whose dots go if they would
 * not be seen under it; -1: it would not be seen itself. */
static int take_place(const struct dots *d, struct share *s, int ink)
{
    enum rank rank = rank_of(d->ink[ink].role), least = rank_of(d->ink[s->ink[0]].role);
    int place = 0;
    for (int i = 1; i < s->n; i++) {
        enum rank now = rank_of(d->ink[s->ink[i]].role);
        if (now <= least) {
            least = now;
            place = i;
        }
    }
    if (least < rank) {
        s->ink[place] = (uint8_t)ink;
        s->set[place] = 0;
    }
    return least > rank ? -1 : place;
}

void dots_put(struct dots *d, int x, int y, int ink)
{
    assert(x >= 0 && x < d->w * d->across && y >= 0 && y < d->h * d->down);
    struct share *s = share_at(d, x / d->across, y / d->down);
    int i = 0;
    while (i < s->n && s->ink[i] != ink)
        i++;
    if (i == DOTS_SHARE)
        i = take_place(d, s, ink);
    else if (i == s->n)
        s->ink[s->n++] = (uint8_t)ink;
    if (i >= 0)
        s->set[i] = (uint8_t)(s->set[i] | bit_of(d, x, y));
}

bool dots_has(const struct dots *d, int x, int y, int ink)
{
    const struct share *s = share_at(d, x / d->across, y / d->down);
    for (int i = 0; i < s->n; i++)
        if ((ink < 0 || s->ink[i] == ink) && (s->set[i] & bit_of(d, x, y)))
            return true;
    return false;
}

bool dots_is_busy(const struct dots *d, int x_cell, int y_cell)
{
    const struct share *s = share_at(d, x_cell, y_cell);
    for (int i = 0; i < s->n; i++)
        if (rank_of(d->ink[s->ink[i]].role) > RANK_GROUND)
            return true;
    return false;
}

/* What is seen of a cell: its highest rank, the inks of it in order of number, all their dots. */
struct sight {
    enum rank rank;
    int n;
    uint8_t ink[DOTS_SHARE];
    unsigned set;
};

static void add_ink(struct sight *v, uint8_t ink)
{
    int i = v->n++;
    for (; i > 0 && v->ink[i - 1] > ink; i--)
        v->ink[i] = v->ink[i - 1];
    v->ink[i] = ink;
}

static struct sight look(const struct dots *d, int x, int y)
{
    struct sight v = {.n = 0};
    const struct share *s = share_at(d, x, y);
    for (int i = 0; i < s->n; i++) {
        enum rank rank = rank_of(d->ink[s->ink[i]].role);
        if (v.n > 0 && rank < v.rank)
            continue;
        if (v.n > 0 && rank > v.rank)
            v = (struct sight){.n = 0};
        v.rank = rank;
        v.set |= s->set[i];
        add_ink(&v, s->ink[i]);
    }
    return v;
}

/* Does the cell at x, y show the same two or more inks? */
static bool is_same(const struct dots *d, int x, int y, const struct sight *v)
{
    if (y < 0 || y >= d->h)
        return false;
    struct sight other = look(d, x, y);
    return other.n == v->n && memcmp(other.ink, v->ink, (size_t)v->n) == 0;
}

/* Whose turn it is in a shared cell (rule 3). Where the picture is made of dots, curves of one hue
 * take one turn together, that of the bolder. */
static const struct ink *owner(const struct dots *d, int x, int y, const struct sight *v)
{
    const struct ink *turn[DOTS_SHARE];
    int n = 0;
    for (int i = 0; i < v->n; i++) {
        const struct ink *ink = &d->ink[v->ink[i]];
        int k = 0;
        while (k < n && (d->raster == RASTER_ASCII || turn[k]->role != ink->role))
            k++;
        if (k == n)
            turn[n++] = ink;
        else if (ink->bold)
            turn[k] = ink;
    }
    bool steep = n > 1 && (is_same(d, x, y - 1, v) || is_same(d, x, y + 1, v));
    return turn[(steep ? y : x / TURN_CELLS) % n];
}

/* Bits of the Braille block U+2800 in the order of ours: rows from the top, left before right. */
static uint32_t braille(unsigned set)
{
    static const unsigned char bits[8] = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    uint32_t ch = 0x2800;
    for (unsigned i = 0; i < 8; i++)
        if (set >> i & 1U)
            ch |= bits[i];
    return ch;
}

static uint32_t glyph(const struct dots *d, const struct sight *v, const struct ink *ink)
{
    static const uint32_t halves[4] = {' ', 0x2580, 0x2584, 0x2588};
    static const uint32_t quadrants[16] = {' ',    0x2598, 0x259D, 0x2580, 0x2596, 0x258C,
                                           0x259E, 0x259B, 0x2597, 0x259A, 0x2590, 0x259C,
                                           0x2584, 0x2599, 0x259F, 0x2588};
    bool block = d->raster == RASTER_HALF || d->raster == RASTER_QUADRANT;
    if (block && v->rank == RANK_GROUND)
        return 0xB7; /* of blocks it would be heavier than the curves */
    switch (d->raster) {
    case RASTER_BRAILLE:
        return braille(v->set);
    case RASTER_QUADRANT:
        return quadrants[v->set & 15U];
    case RASTER_HALF:
        return halves[v->set & 3U];
    default:
        return ink->letter ? (uint32_t)(unsigned char)ink->letter : '*';
    }
}

static bool is_blank(const struct cell *cell)
{
    return cell->ch == ' ' && cell->attr == 0 && !cell->upper && !cell->lower;
}

/* A lone dot of the ground in the gap of a dashed curve takes the curve's colour: on the line of 0
 * every dash would cost two changes of colour else. `x` is the cell behind the gap. */
static void join_gap(struct canvas *c, int x, int y)
{
    const struct cell *after = canvas_get(c, x, y), *gap = canvas_get(c, x - 1, y);
    const struct cell *before = canvas_get(c, x - 2, y);
    uint32_t dots = gap->ch - 0x2800;
    bool lone = dots < 256 && dots && (dots & (dots - 1)) == 0 && gap->role == ROLE_ZERO;
    if (lone && before->role == after->role && before->attr == after->attr)
        (void)canvas_put(c, x - 1, y, gap->ch, (enum role)after->role, after->attr);
}

void dots_blit(const struct dots *d, struct canvas *c)
{
    assert(c->w == d->w && c->h == d->h);
    for (int y = 0; y < d->h && d->inks > 0; y++) {
        for (int x = 0; x < d->w; x++) {
            if (share_at(d, x, y)->n == 0 || !is_blank(canvas_get(c, x, y)))
                continue;
            struct sight v = look(d, x, y);
            const struct ink *ink = owner(d, x, y, &v);
            (void)canvas_put(c, x, y, glyph(d, &v, ink), ink->role, ink->bold ? ATTR_BOLD : 0);
            if (x > 1 && rank_of(ink->role) == RANK_SERIES)
                join_gap(c, x, y);
        }
    }
}
