/* click_impl: what the files click*.c share. */
#ifndef VIEW_CLICK_IMPL_H
#define VIEW_CLICK_IMPL_H

#include "view/layout.h"

static inline bool click_is_wheel(const struct key *k)
{
    return k->code == KEY_CODE_WHEEL_UP || k->code == KEY_CODE_WHEEL_DOWN;
}

/* Away from the person: 1; towards: -1. */
static inline int click_wheel_step(const struct key *k)
{
    return k->code == KEY_CODE_WHEEL_UP ? 1 : -1;
}

/* Has the mouse moved with the button down? Where no moves are reported its release tells. */
static inline bool click_is_drag(const struct key *k)
{
    return k->code == KEY_CODE_DRAG ||
           (k->code == KEY_CODE_RELEASE && (k->x != k->before_x || k->y != k->before_y));
}

/* The button is let go for the second time in one place: what the first press chose is opened. Not
 * when it goes down, so that no drag which begins there goes on into what has been opened. */
static inline bool click_is_double(const struct key *k)
{
    return k->code == KEY_CODE_RELEASE && k->clicks == 2;
}

/* The command that an event on the plot, or on a knob, means; false: none. */
bool click_plot(const struct model *m, const struct pen *p, const struct layout *l,
                const struct key *k, struct str *out);
bool click_knob(const struct model *m, const struct layout *l, const struct key *k,
                struct str *out);

#endif
