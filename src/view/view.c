#include "view/view.h"

#include <stdio.h>

#include "draw/text.h"
#include "lesson/lesson.h"
#include "view/frame.h"
#include "view/hint.h"
#include "view/layout.h"
#include "view/narration.h"
#include "view/plot_title.h"
#include "view/view_flow.h"
#include "view/view_help.h"
#include "view/view_lessons.h"
#include "view/view_map.h"
#include "view/view_plot.h"
#include "view/view_table.h"
#include "view/view_units.h"

struct pen *view_pen(const struct settings *s, struct canvas *canvas, enum raster automatic)
{
    return pen_new(canvas, s->raster ? (enum raster)(s->raster - 1) : automatic,
                   automatic != RASTER_ASCII);
}

/* All there is room for. */
static void draw_too_small(const struct model *m, struct pen *p, struct rect r)
{
    char quit[HINT_KEY];
    bool bound = hint_key(m->app, "quit", p, quit);
    char text[128];
    (void)snprintf(text, sizeof text, "actviz needs %dx%d; this is %dx%d. %s%s", LAYOUT_MIN_W,
                   LAYOUT_MIN_H, pen_width(p), pen_height(p), bound ? quit : "",
                   bound ? " quits" : "");
    const struct run run = {text, ROLE_TEXT, 0};
    (void)text_paragraph(p, r, 0, 0, &run, 1);
}

static void draw_screen(const struct model *m, struct pen *p, const struct layout *l)
{
    switch (app_settings(m->app)->screen) {
    case SCREEN_PLOT:
        view_plot_draw(m, p, l);
        break;
    case SCREEN_FLOW:
        view_flow_draw(m, p, l);
        break;
    case SCREEN_UNITS:
        view_units_draw(m, p, l);
        break;
    case SCREEN_MAP:
        view_map_draw(m, p, l);
        break;
    case SCREEN_TABLE:
        view_table_draw(m, p, l);
        break;
    case SCREEN_LESSONS:
        view_lessons_draw(m, p, l);
        break;
    default:
        view_help_draw(m, p, l);
        break;
    }
}

void view_draw(const struct model *m, struct pen *p)
{
    struct layout l;
    layout_init(&l, m, pen_width(p), pen_height(p));
    if (l.tiny) {
        draw_too_small(m, p, l.body);
    } else {
        draw_screen(m, p, &l);
        if (l.narration.w > 0)
            narration_draw(m->lesson, p, l.narration);
    }
    frame_draw(m, p, &l);
    pen_finish(p);
}

void view_plot_only(const struct model *m, struct pen *p)
{
    struct layout l;
    layout_plot_only(&l, m, pen_width(p), pen_height(p));
    if (l.status.h > 0) {
        struct str title;
        str_init(&title);
        plot_title(m, p, &l, l.status.w, &title);
        (void)pen_text_cut(p, l.status.x, l.status.y, l.status.w, ROLE_TITLE, 0, title.data);
        str_done(&title);
    }
    view_plot_draw(m, p, &l);
    pen_finish(p);
}

void view_title(const struct model *m, const struct pen *p, struct str *out)
{
    struct layout l;
    layout_bare(&l, m, pen_width(p), pen_height(p));
    frame_status(m, p, &l, l.status.w, out);
}

void view_bare(const struct model *m, struct pen *p)
{
    struct layout l;
    struct str title;
    str_init(&title);
    layout_bare(&l, m, pen_width(p), pen_height(p));
    view_title(m, p, &title);
    (void)pen_text_cut(p, l.status.x, l.status.y, l.status.w, ROLE_TITLE, 0, title.data);
    draw_screen(m, p, &l);
    pen_finish(p);
    str_done(&title);
}

bool view_cursor(const struct model *m, int w, int h, int *x, int *y)
{
    if (!m->prompt || !m->prompt->open || w <= 0 || h <= 0)
        return false;
    struct layout l;
    layout_init(&l, m, w, h);
    int column = frame_prompt_column(m->prompt, l.hint.w);
    *x = l.hint.x + (column < l.hint.w ? column : l.hint.w - 1);
    *y = l.hint.y;
    return true;
}
