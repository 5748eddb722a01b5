#include "view/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/text.h"
#include "lesson/lesson.h"
#include "view/hint.h"
#include "view/layout_impl.h"

enum { MATCH_ROWS = 6, NARRATION_LEAST = 38 };

bool layout_hit(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

/* ---- frame ---- */

char *layout_tab_text(const struct model *m, int screen, bool whole, char out[LAYOUT_TAB])
{
    static const char *const titles[SCREEN_COUNT] = {"Plot",  "Flow",    "Units", "Map",
                                                     "Table", "Lessons", "Help"};
    char key[HINT_KEY];
    bool on = app_settings(m->app)->screen == screen;
    if (!hint_key(m->app, screen_names[screen], NULL, key))
        key[0] = '\0';
    const char *title = whole || on || !key[0] ? titles[screen] : "";
    (void)snprintf(out, LAYOUT_TAB, "%c%.8s%s%s%c", on ? '[' : ' ', key,
                   key[0] && title[0] ? " " : "", title, on ? ']' : ' ');
    return out;
}

static void place_tabs(struct layout *l, const struct model *m)
{
    char text[LAYOUT_TAB];
    int x = 0, all = 0;
    for (int i = 0; i < SCREEN_COUNT; i++)
        all += utf8_columns(layout_tab_text(m, i, true, text));
    l->tabs_whole = all <= l->w;
    for (int i = 0; i < SCREEN_COUNT; i++) {
        int w = utf8_columns(layout_tab_text(m, i, l->tabs_whole, text));
        l->tab[i] = (struct rect){x, 0, clamp(w, 0, l->w - x), 1};
        x += l->tab[i].w;
    }
    l->corner = (struct rect){x + 1, 0, clamp(l->w - x - 1, 0, l->w), 1};
}

/* Completions stand in columns as wide as the widest. */
static int match_rows(const struct model *m, int w)
{
    if (!m->prompt || !m->prompt->open || !m->prompt->matches[0])
        return 0;
    int n = 0, widest = 1;
    for (const char *p = m->prompt->matches; *p;) {
        const char *end = p + strcspn(p, "\n");
        int columns = (int)(end - p);
        widest = columns > widest ? columns : widest;
        n++;
        p = *end ? end + 1 : end;
    }
    int across = clamp(w / (widest + 2), 1, n);
    return (n + across - 1) / across;
}

/* Rows of a note; one if there is none. It may take a few from the screen, so as to be whole. */
static int status_rows(const struct model *m, int w, int h)
{
    enum { ROWS_MOST = 3 };
    bool is_error = false;
    const struct run run = {app_note_text(m->app, &is_error), ROLE_STATUS, 0};
    const struct rect r = {0, 0, w - LAYOUT_NOTE - 2 * is_error, 0};
    int most = h / 4 > ROWS_MOST ? h / 4 : ROWS_MOST;
    return clamp(text_paragraph(NULL, r, 0, 0, &run, 1), 1, most);
}

static void place_frame(struct layout *l, const struct model *m)
{
    bool low = l->h < 16;
    int rows = status_rows(m, l->w, l->h);
    l->body = (struct rect){0, 0, l->w, l->h};
    (void)cut_top(&l->body, 1);
    l->hint = cut_bottom(&l->body, 1);
    l->status = cut_bottom(&l->body, low ? rows - 1 : rows);
    if (low) {
        l->status.y = l->body.y + l->body.h;
        l->status.h = rows;
    }
    l->matches = cut_bottom(&l->body, least(match_rows(m, l->w), least(MATCH_ROWS, l->h / 3)));
    place_tabs(l, m);
    if (!m->lesson || !lesson_is_open(m->lesson))
        return;
    if (l->w >= 2 * NARRATION_LEAST)
        l->narration = cut_right(&l->body, clamp(l->w / 3, NARRATION_LEAST + 2, 60));
    else
        l->narration = cut_bottom(&l->body, l->body.h * 5 / 9);
}

/* ---- table ---- */

/* The card beside the rows, else below them, else nowhere. */
static void place_table(struct layout *l)
{
    struct rect r = l->body;
    if (r.w >= 110) {
        l->card = cut_right(&r, clamp(r.w / 3, 38, 56));
        l->card.x += 2;
        l->card.w -= 3;
        (void)cut_right(&r, 1);
    } else if (r.h >= 12) {
        l->card = cut_bottom(&r, clamp(r.h * 3 / 7 + (r.h >= 20 ? 2 : 0), 6, 13));
        (void)cut_top(&l->card, 1);
        l->card.x += 1;
        l->card.w -= 2;
    }
    l->table = r;
}

static void place_screen(struct layout *l, const struct model *m)
{
    int screen = app_settings(m->app)->screen;
    if (screen == SCREEN_PLOT)
        layout_place_plot(l, m);
    else if (screen == SCREEN_FLOW)
        layout_place_flow(l, m);
    else if (screen == SCREEN_UNITS)
        layout_place_units(l, m);
    else if (screen == SCREEN_MAP)
        layout_place_map(l);
    else if (screen == SCREEN_TABLE)
        place_table(l);
}

void layout_init(struct layout *l, const struct model *m, int w, int h)
{
    memset(l, 0, sizeof *l);
    l->w = w;
    l->h = h;
    l->tiny = w < LAYOUT_MIN_W || h < LAYOUT_MIN_H;
    if (l->tiny) {
        l->body = (struct rect){0, 0, w, h};
        if (m->prompt && m->prompt->open)
            l->hint = cut_bottom(&l->body, 1);
        return;
    }
    place_frame(l, m);
    place_screen(l, m);
}

void layout_bare(struct layout *l, const struct model *m, int w, int h)
{
    *l = (struct layout){.w = w, .h = h, .bare = true, .body = {0, 0, w, h}};
    l->status = cut_top(&l->body, 1);
    place_screen(l, m);
}
