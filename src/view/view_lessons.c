#include "view/view_lessons.h"

#include <stdio.h>

#include "base/utf8.h"
#include "draw/text.h"
#include "lesson/lesson.h"
#include "view/hint.h"

enum { HEAD = 3, STATE = 10 };

/* Lessons above the window, so that the chosen one is seen. */
static int first_shown(const struct model *m, const struct layout *l)
{
    int rows = l->body.h - HEAD - 2, choice = app_settings(m->app)->lesson_choice;
    return choice > rows && rows > 0 ? choice - rows : 0;
}

int view_lessons_at(const struct model *m, const struct layout *l, int y)
{
    int n = m->lesson ? lesson_count(m->lesson) : 0;
    int i = y - l->body.y - HEAD + first_shown(m, l);
    bool listed = y >= l->body.y + HEAD && y < l->body.y + l->body.h - 2;
    return listed && i >= 0 && i < n ? i + 1 : 0;
}

static void draw_entry(const struct model *m, struct pen *p, struct rect r, int i)
{
    static const struct {
        const char *sign, *word;
        enum role role;
    } states[] = {[LESSON_NEW] = {" ", "new", ROLE_DIM},
                  [LESSON_STARTED] = {"~", "started", ROLE_WARN},
                  [LESSON_FINISHED] = {"check", "finished", ROLE_GOOD}};
    const struct lesson_entry *e = lesson_entry(m->lesson, i);
    bool chosen = app_settings(m->app)->lesson_choice == i + 1;
    enum role role = chosen ? ROLE_ACCENT : ROLE_TEXT;
    unsigned attr = chosen ? ATTR_BOLD : 0;
    int x = r.x + pen_textf(p, r.x, r.y, r.w, role, attr, "%s%2d  ", chosen ? ">" : " ", i + 1);
    int time = e->time && r.w >= 66 ? 7 : 0, room = r.x + r.w - x - time - STATE - 3;
    (void)pen_text(p, x, r.y, room, role, attr, e->title && e->title[0] ? e->title : e->id);
    x = r.x + r.w - time - STATE - 2;
    if (time)
        (void)pen_text(p, x, r.y, time, ROLE_DIM, 0, e->time);
    x += time;
    if (e->problem)
        (void)pen_text(p, x, r.y, STATE + 2, ROLE_ERROR, 0, "! broken");
    else
        (void)pen_textf(p, x, r.y, STATE + 2, states[e->state].role, 0, "%s %s",
                        pen_symbol(p, states[e->state].sign), states[e->state].word);
}

/* For the chosen lesson: what is wrong with it, or how to start it. */
static void draw_foot(const struct model *m, struct pen *p, struct rect r)
{
    int choice = app_settings(m->app)->lesson_choice;
    if (choice < 1 || choice > lesson_count(m->lesson) || r.h < 1)
        return;
    const struct lesson_entry *e = lesson_entry(m->lesson, choice - 1);
    char key[HINT_KEY];
    if (e->problem) {
        const struct run run = {e->problem, ROLE_ERROR, 0};
        (void)text_paragraph(p, r, 0, 0, &run, 1);
        return;
    }
    bool bound = hint_key(m->app, "lesson", p, key);
    (void)pen_textf(p, r.x, r.y, r.w, ROLE_TEXT, 0, "%s%s%s%s", bound ? key : ": lesson ",
                    bound ? "" : e->id,
                    e->state == LESSON_STARTED ? " goes on where you left it" : " starts it",
                    e->state == LESSON_FINISHED ? " once more" : "");
}

static void draw_none(const struct model *m, struct pen *p, struct rect r)
{
    char help[HINT_KEY], plot[HINT_KEY];
    struct str text;
    str_init(&text);
    str_add(&text, "No lessons were found.\n\nThey come with actviz, in the folder lessons of its "
                   "source tree and in share/actviz/lessons once it is installed; your own may "
                   "stand in $XDG_DATA_HOME/actviz/lessons.\n\n");
    if (hint_key(m->app, "plot", p, plot) && hint_key(m->app, "help", p, help))
        str_addf(&text, "Meanwhile %s shows the curves and %s explains the keys.", plot, help);
    const struct run run = {text.data, ROLE_TEXT, 0};
    (void)text_paragraph(p, r, 0, 0, &run, 1);
    str_done(&text);
}

void view_lessons_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    struct rect r = {l->body.x + 1, l->body.y + 1, l->body.w - 2, l->body.h - 1};
    if (r.w > 76) /* lines one can follow with the eye */
        r.w = 76;
    int n = m->lesson ? lesson_count(m->lesson) : 0;
    if (n == 0) {
        draw_none(m, p, r);
        return;
    }
    (void)pen_text(p, r.x, r.y, r.w, ROLE_TITLE, ATTR_BOLD, "Lessons");
    int first = first_shown(m, l), y = l->body.y + HEAD;
    for (int i = first; i < n && y < l->body.y + l->body.h - 2; i++, y++)
        draw_entry(m, p, (struct rect){r.x, y, r.w, 1}, i);
    draw_foot(m, p, (struct rect){r.x, y + 1 < r.y + r.h ? y + 1 : y, r.w, r.y + r.h - y - 1});
}
