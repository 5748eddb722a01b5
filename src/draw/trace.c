#include "draw/trace.h"

#include <math.h>
#include <stdlib.h>

#include "draw/dash.h"

/* Beyond this a dot coordinate says only "far outside"; sums of two stay finite. */
static const double far_outside = 1e300;

/* Dots of the canvas that a space covers: first and last of each direction, and where its own
 * coordinate 0 lies. */
struct window {
    double left, right, top, bottom; /* edges: half a dot outside of the outermost middles */
    double x_origin, y_origin;       /* canvas coordinate of the leftmost, topmost dot */
    double across, down;             /* dots of the space */
    bool empty;
};

static struct window window_of(const struct dots *d, const struct space *s)
{
    struct window w = {.x_origin = (double)s->box.x * d->across,
                       .y_origin = (double)s->box.y * d->down,
                       .across = (double)s->box.w * d->across,
                       .down = (double)s->box.h * d->down};
    w.left = fmax(w.x_origin, 0) - 0.5;
    w.right = fmin(w.x_origin + w.across, (double)d->w * d->across) - 0.5;
    w.top = fmax(w.y_origin, 0) - 0.5;
    w.bottom = fmin(w.y_origin + w.down, (double)d->h * d->down) - 0.5;
    w.empty =
        !(w.right - w.left >= 1 && w.bottom - w.top >= 1 && isfinite(s->x0) && isfinite(s->x1) &&
          isfinite(s->y0) && isfinite(s->y1) && s->x0 != s->x1 && s->y0 != s->y1) ||
        !isfinite(scale_map(&s->x_scale, s->x0)) || !isfinite(scale_map(&s->y_scale, s->y0));
    return w;
}

/* Halves, since the width of a space may be more than the largest double. */
static double place(const struct scale *scale, double v, double v0, double v1, double dots)
{
    double at = scale_map(scale, v) / 2, first = scale_map(scale, v0) / 2;
    double part = (at - first) / (scale_map(scale, v1) / 2 - first);
    if (dots < 2) /* one dot stands for all of the space and nothing beyond it */
        return part >= 0 && part <= 1 ? 0 : far_outside;
    return fmin(fmax(part * (dots - 1), -far_outside), far_outside);
}

static double dot_x(const struct window *w, const struct space *s, double x)
{
    return w->x_origin + place(&s->x_scale, x, s->x0, s->x1, w->across);
}

static double dot_y(const struct window *w, const struct space *s, double y)
{
    return w->y_origin + (w->down - 1) - place(&s->y_scale, y, s->y0, s->y1, w->down);
}

/* The dot in whose reach a coordinate between two edges lies. */
static int nearest(double at, double first_edge, double last_edge)
{
    double dot = floor(at + 0.5);
    return (int)fmin(fmax(dot, first_edge + 0.5), last_edge - 0.5);
}

bool trace_dot_x(const struct dots *d, const struct space *s, double x, int *dot)
{
    struct window w = window_of(d, s);
    if (w.empty || !isfinite(x))
        return false;
    double at = dot_x(&w, s, x);
    if (!(at >= w.left && at <= w.right))
        return false;
    *dot = nearest(at, w.left, w.right);
    return true;
}

bool trace_dot_y(const struct dots *d, const struct space *s, double y, int *dot)
{
    struct window w = window_of(d, s);
    if (w.empty || !isfinite(y))
        return false;
    double at = dot_y(&w, s, y);
    if (!(at >= w.top && at <= w.bottom))
        return false;
    *dot = nearest(at, w.top, w.bottom);
    return true;
}

/* The walk along one curve. A dot is drawn one step late: it may prove to be a corner. */
struct walk {
    struct dots *dots;
    int ink;
    enum dash dash;
    bool coarse;
    int drawn;            /* dots so far, for the pattern */
    int known;            /* how many of last and next are set: 0, 1 (next), 2 */
    int last[2], next[2]; /* the dot drawn before, the dot that waits */
};

static void draw_next(struct walk *w)
{
    if (dash_is_on(w->dash, w->coarse, w->drawn))
        dots_put(w->dots, w->next[0], w->next[1], w->ink);
    w->drawn++;
}

static void walk_to(struct walk *w, int x, int y)
{
    if (w->known && w->next[0] == x && w->next[1] == y)
        return;
    /* Where the dots before and after touch by their corners, the one between only thickens. */
    bool corner = w->known == 2 && abs(x - w->last[0]) == 1 && abs(y - w->last[1]) == 1;
    if (w->known && !corner) {
        draw_next(w);
        w->last[0] = w->next[0];
        w->last[1] = w->next[1];
        w->known = 2;
    }
    if (!w->known)
        w->known = 1;
    w->next[0] = x;
    w->next[1] = y;
}

static void walk_end(struct walk *w)
{
    if (w->known)
        draw_next(w);
    w->known = 0;
}

/* a / b rounded to the nearest, halves up; b > 0. */
static long divide(long a, long b)
{
    long twice = 2 * a + b;
    long down = twice / (2 * b);
    return twice % (2 * b) < 0 ? down - 1 : down;
}

/* The integer line, both ends included. */
static void walk_line(struct walk *w, int x0, int y0, int x1, int y1)
{
    int dx = x1 - x0, dy = y1 - y0;
    int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
    if (steps == 0)
        walk_to(w, x0, y0);
    for (int i = 0; i <= steps && steps > 0; i++)
        walk_to(w, x0 + (int)divide((long)dx * i, steps), y0 + (int)divide((long)dy * i, steps));
}

/* One border of Liang and Barsky (1984): narrows [t[0], t[1]] to where a + t * da >= edge. */
static bool clip_edge(double a, double da, double edge, double t[2])
{
    if (da == 0)
        return a >= edge;
    double at = (edge - a) / da;
    if (da > 0 && at > t[0])
        t[0] = at;
    if (da < 0 && at < t[1])
        t[1] = at;
    return t[0] <= t[1];
}

/* The part of the segment inside of the window; false: none. */
static bool clip(const struct window *w, const double a[2], const double b[2], double t[2])
{
    double dx = b[0] - a[0], dy = b[1] - a[1];
    t[0] = 0;
    t[1] = 1;
    return clip_edge(a[0], dx, w->left, t) && clip_edge(-a[0], -dx, -w->right, t) &&
           clip_edge(a[1], dy, w->top, t) && clip_edge(-a[1], -dy, -w->bottom, t);
}

/* A curve leaves where a segment was cut at the upper or lower edge of its space. */
struct exit_note {
    const struct dots *dots;
    trace_leave *leave;
    void *ctx;
};

/* Which edge of the space, not of the canvas, cut a segment that goes on to a point outside: upper
 * -1, lower 1, else 0. */
static int edge_of(const struct window *w, const double outside[2])
{
    if (outside[1] < w->top && w->top >= w->y_origin - 0.5)
        return -1;
    return outside[1] > w->bottom && w->bottom >= w->y_origin + w->down - 0.5 ? 1 : 0;
}

static void note_exit(const struct exit_note *note, const struct window *w, const double outside[2],
                      int x, int y)
{
    int edge = edge_of(w, outside);
    if (note->leave && edge)
        note->leave(note->ctx, x / note->dots->across, y / note->dots->down, edge < 0);
}

/* The coordinate this part of the way from a to b: from the nearer end, so that an end that stays
 * is exact. */
static double between(double a, double b, double part)
{
    return part < 0.5 ? a + part * (b - a) : b - (1 - part) * (b - a);
}

/* The visible part of the segment from a to b, in dot coordinates. */
static void walk_segment(struct walk *walk, const struct window *w, const double a[2],
                         const double b[2], const struct exit_note *note)
{
    double t[2];
    if (!clip(w, a, b, t)) {
        walk_end(walk);
        return;
    }
    int x[2], y[2];
    for (int i = 0; i < 2; i++) {
        x[i] = nearest(between(a[0], b[0], t[i]), w->left, w->right);
        y[i] = nearest(between(a[1], b[1], t[i]), w->top, w->bottom);
    }
    if (t[0] > 0) {
        walk_end(walk);
        note_exit(note, w, a, x[0], y[0]);
    }
    walk_line(walk, x[0], y[0], x[1], y[1]);
    if (t[1] < 1) {
        walk_end(walk);
        note_exit(note, w, b, x[1], y[1]);
    }
}

void trace_path(struct dots *d, const struct space *s, const double *x, const double *y, int n,
                const struct stroke *stroke, trace_leave *leave, void *ctx)
{
    struct window w = window_of(d, s);
    if (w.empty)
        return;
    struct walk walk = {
        .dots = d, .ink = dots_ink(d, stroke), .dash = stroke->dash, .coarse = d->across == 1};
    struct exit_note note = {d, leave, ctx};
    double before[2] = {0, 0};
    bool joined = false; /* is there a point before to draw from? */
    for (int i = 0; i < n; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) {
            walk_end(&walk);
            joined = false;
            continue;
        }
        double now[2] = {dot_x(&w, s, x[i]), dot_y(&w, s, y[i])};
        walk_segment(&walk, &w, joined ? before : now, now, &note);
        before[0] = now[0];
        before[1] = now[1];
        joined = true;
    }
    walk_end(&walk);
}

/* Returns whether the end of the segment was seen. */
static bool visit_segment(const struct window *w, const double a[2], const double b[2], bool joined,
                          trace_visit *visit, void *ctx)
{
    double t[2];
    if (!clip(w, a, b, t))
        return false;
    struct trace_part part = {.joined = joined && t[0] <= 0,
                              .enter = t[0] > 0 ? edge_of(w, a) : 0,
                              .exit = t[1] < 1 ? edge_of(w, b) : 0};
    for (int i = 0; i < 2; i++) {
        part.a[i] = between(a[i], b[i], t[0]);
        part.b[i] = between(a[i], b[i], t[1]);
    }
    /* A segment may be so long that where it is cut is lost in rounding. */
    if (part.enter)
        part.a[1] = part.enter < 0 ? w->top : w->bottom;
    if (part.exit)
        part.b[1] = part.exit < 0 ? w->top : w->bottom;
    visit(ctx, &part);
    return t[1] >= 1;
}

void trace_parts(const struct dots *d, const struct space *s, const double *x, const double *y,
                 int n, trace_visit *visit, void *ctx)
{
    struct window w = window_of(d, s);
    double before[2] = {0, 0};
    bool any = false, seen = false;
    for (int i = 0; i < n && !w.empty; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) {
            any = seen = false;
            continue;
        }
        double now[2] = {dot_x(&w, s, x[i]), dot_y(&w, s, y[i])};
        seen = visit_segment(&w, any ? before : now, now, seen, visit, ctx);
        before[0] = now[0];
        before[1] = now[1];
        any = true;
    }
}
