/* scene: what a pen for vectors keeps beside its canvas: curves as paths, marks, ticks. Coordinates
 * are cells from the upper left corner of the canvas, in doubles: x grows to the right, y down. */
#ifndef DRAW_SCENE_H
#define DRAW_SCENE_H

#include <stdbool.h>

#include "base/str.h"
#include "draw/pen.h"

struct scene_point {
    double x, y;
    bool start; /* of a piece: no line leads here */
};

/* An arrow's tip lies on the point. A label is a line of text whose middle, along x and y, is the
 * point, or its right end. A bar lies along a row, a column stands, a zone is a shade under
 * everything: their points are the corners of least and of greatest x and y. */
enum scene_kind {
    SCENE_PATH,
    SCENE_MARK,
    SCENE_ARROW_UP,
    SCENE_ARROW_DOWN,
    SCENE_LABEL,
    SCENE_BAR,
    SCENE_COLUMN,
    SCENE_ZONE
};

struct scene_item {
    enum scene_kind kind;
    struct stroke stroke; /* of anything but a path only the role matters; a bold zone is dense */
    enum mark mark;
    bool ends;    /* a label: its right end is the point */
    int first, n; /* of scene->point: any number of a path, 2 of bar, column, zone, 1 of others */
    size_t text;  /* of a label: where in scene->text, ended by NUL */
};

struct scene {
    struct scene_item *item; /* in the order of drawing */
    int items, item_cap;
    struct scene_point *point;
    int points, point_cap;
    struct str text;
};

void scene_init(struct scene *s);
void scene_done(struct scene *s);
void scene_clear(struct scene *s);

/* Begins a path; points follow. A path without any is forgotten when it ends. */
void scene_path(struct scene *s, const struct stroke *stroke);
void scene_point(struct scene *s, double x, double y, bool start);
void scene_end(struct scene *s);

void scene_mark(struct scene *s, double x, double y, enum mark mark, enum role role);
void scene_label(struct scene *s, double x, double y, bool ends, enum role role, const char *text);

/* A bar or a column between two corners, from[i] < to[i]. A bar below the last one and as long as
 * it makes that taller; a column beside the last one and as high as it makes that wider. */
void scene_bar(struct scene *s, enum scene_kind kind, const double from[2], const double to[2],
               enum role role);

/* A zone between two corners, from[i] < to[i]. */
void scene_zone(struct scene *s, const double from[2], const double to[2],
                const struct stroke *stroke);

/* An arrow of the same kind that is less than half a cell from another of its role is none: the
 * curve goes in and out there. */
void scene_arrow(struct scene *s, double x, double y, bool up, enum role role);

#endif
