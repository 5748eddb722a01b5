/* mouse: what the mouse did, as keys. Knows where the button went down, where the mouse was before,
 * and which click is the second of two; knows no terminal. */
#ifndef FRONT_TUI_MOUSE_H
#define FRONT_TUI_MOUSE_H

#include <stdbool.h>

#include "app/key.h"

/* A second click within this time in the same cell makes a double click. */
#define MOUSE_DOUBLE_SECONDS 0.4

enum mouse_event { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_MOVE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

/* Zeroed: the button is up, nothing was clicked. */
struct mouse {
    bool down, moved;   /* moved since the button went down */
    int x, y;           /* where the last event was */
    int from_x, from_y; /* where the button last went down */
    int clicks;         /* which click of a double one that was: 1 or 2; 0 before the first */
    double time;        /* of that click */
};

/* What an event at cell x, y means; `time` in seconds from any fixed point. False: nothing, as a
 * move with no button down or within the cell. */
bool mouse_key(struct mouse *m, enum mouse_event event, int x, int y, double time, struct key *out);

/* Makes one drag of two that came together; false where they are not that. */
bool mouse_join(struct key *drag, const struct key *next);

#endif
