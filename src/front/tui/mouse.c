#include "front/tui/mouse.h"

static bool press(struct mouse *m, int x, int y, double time, struct key *out)
{
    bool again = m->clicks == 1 && !m->moved && x == m->from_x && y == m->from_y &&
                 time - m->time <= MOUSE_DOUBLE_SECONDS;
    m->clicks = again ? 2 : 1;
    m->time = time;
    m->down = true;
    m->moved = false;
    m->x = m->from_x = x;
    m->y = m->from_y = y;
    out->code = KEY_CODE_CLICK;
    out->clicks = m->clicks;
    return true;
}

/* A terminal that does not report moves tells by where the button is let go that there was one. */
static bool move(struct mouse *m, enum mouse_event event, int x, int y, struct key *out)
{
    bool away = x != m->x || y != m->y;
    if (!m->down || (event == MOUSE_MOVE && !away))
        return false;
    out->code = event == MOUSE_MOVE ? KEY_CODE_DRAG : KEY_CODE_RELEASE;
    out->from_x = m->from_x;
    out->from_y = m->from_y;
    out->before_x = m->x;
    out->before_y = m->y;
    m->moved = m->moved || away;
    m->down = event == MOUSE_MOVE;
    m->x = x;
    m->y = y;
    out->clicks = event == MOUSE_RELEASE && !m->moved ? m->clicks : 0;
    return true;
}

bool mouse_key(struct mouse *m, enum mouse_event event, int x, int y, double time, struct key *out)
{
    *out = (struct key){.x = x, .y = y};
    switch (event) {
    case MOUSE_PRESS:
        return press(m, x, y, time, out);
    case MOUSE_WHEEL_UP:
    case MOUSE_WHEEL_DOWN:
        out->code = event == MOUSE_WHEEL_UP ? KEY_CODE_WHEEL_UP : KEY_CODE_WHEEL_DOWN;
        return true;
    default:
        return move(m, event, x, y, out);
    }
}

bool mouse_join(struct key *drag, const struct key *next)
{
    if (drag->code != KEY_CODE_DRAG || next->code != KEY_CODE_DRAG)
        return false;
    drag->x = next->x;
    drag->y = next->y;
    return true;
}
