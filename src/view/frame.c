#include "view/frame.h"

#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "draw/text.h"
#include "lesson/lesson.h"
#include "view/flow_words.h"
#include "view/hint.h"
#include "view/plot_title.h"
#include "view/units_words.h"
#include "view/view_map.h"
#include "view/view_table.h"

/* ---- tabs ---- */

static void draw_corner(const struct model *m, struct pen *p, struct rect r)
{
    char text[256] = "actviz", brief[32] = "";
    if (m->lesson && lesson_is_open(m->lesson)) {
        (void)snprintf(brief, sizeof brief, "step %d/%d", lesson_step(m->lesson) + 1,
                       lesson_steps(m->lesson));
        (void)snprintf(text, sizeof text, "%s  %.200s", brief, lesson_title(m->lesson));
    }
    const char *shown = utf8_columns(text) < r.w ? text : brief;
    if (utf8_columns(shown) < r.w)
        (void)pen_text_right(p, r.x + r.w - 1, r.y, ROLE_DIM, 0, shown);
}

static void draw_tabs(const struct model *m, struct pen *p, const struct layout *l)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        char text[LAYOUT_TAB];
        bool on = app_settings(m->app)->screen == i;
        (void)pen_text(p, l->tab[i].x, l->tab[i].y, l->tab[i].w, on ? ROLE_TAB_ON : ROLE_TAB,
                       on ? ATTR_BOLD : 0, layout_tab_text(m, i, l->tabs_whole, text));
    }
    draw_corner(m, p, l->corner);
}

/* ---- status ---- */

void frame_act_title(const struct acts *acts, int i, const struct pen *p, struct str *out)
{
    const struct act_use *use = &acts->use[i];
    char name[ACT_NAME], number[FMT_SIZE];
    str_add(out, settings_act_name(acts, i, name));
    for (int k = 0; k < act_params(use->act); k++)
        str_addf(out, " %s=%s", pen_symbol(p, use->act->param[k].name),
                 fmt_short(number, use->param[k], 4));
}

char *frame_act_name(const struct acts *acts, int i, const struct pen *p, char out[FRAME_NAME])
{
    bool twice = false;
    for (int k = 0; k < acts->n; k++)
        twice = twice || (k != i && acts->use[k].act == acts->use[i].act);
    if (!twice || act_params(acts->use[i].act) == 0)
        return settings_act_name(acts, i, out);
    struct str title;
    str_init(&title);
    frame_act_title(acts, i, p, &title);
    (void)str_copy(out, FRAME_NAME, title.data);
    str_done(&title);
    return out;
}

/* Where the last of the parts that a sign separates ends, or 0. */
static size_t last_part(const struct str *s, const char *sign)
{
    size_t at = s->len;
    while (at > 0 && !str_starts(s->data + at, sign))
        at--;
    return at;
}

/* Drops whole parts from the end until the rest fits with a sign that there were more: what three
 * blanks set apart, then what commas do. */
static void cut_parts(struct str *s, const struct pen *p, int room)
{
    const char *more = pen_symbol(p, "ellipsis");
    bool cut = false;
    while (utf8_columns(s->data) + (cut ? 1 + utf8_columns(more) : 0) > room) {
        size_t at = last_part(s, "   ");
        at = at > 0 ? at : last_part(s, ", ");
        if (at == 0)
            return;
        str_cut(s, at);
        cut = true;
    }
    if (cut)
        str_addf(s, " %s", more);
}

/* How fast the animation is, and that it stands, where nothing moves that would show it. */
static void add_pause(const struct flow_settings *flow, struct str *out)
{
    char number[FMT_SIZE];
    if (flow->speed != 1)
        str_addf(out, "speed %s, ", fmt_short(number, flow->speed, 4));
    if (!flow->playing && flow->playhead < 2.0 * flow->layers)
        str_add(out, "paused, ");
}

static void add_every(const struct layout *l, struct str *out)
{
    char every[FLOW_EVERY];
    if (l->each > 1)
        str_addf(out, "   %s layer is shown", flow_words_every(l->each, every));
}

void frame_status(const struct model *m, const struct pen *p, const struct layout *l, int room,
                  struct str *out)
{
    const struct settings *s = app_settings(m->app);
    switch (s->screen) {
    case SCREEN_PLOT:
        plot_title(m, p, l, room, out);
        return;
    case SCREEN_FLOW:
        add_pause(&s->flow, out);
        flow_words_setup(s, out);
        add_every(l, out);
        break;
    case SCREEN_UNITS:
        units_words_status(m, l, out);
        break;
    case SCREEN_MAP:
        view_map_status(m, out);
        break;
    case SCREEN_TABLE:
        view_table_status(m, p, l, out);
        break;
    case SCREEN_LESSONS:
        if (m->lesson && lesson_count(m->lesson) > 0)
            str_addf(out, "lesson %d of %d", s->lesson_choice, lesson_count(m->lesson));
        break;
    default:
        str_addf(out, "help%s%s", s->help.topic[0] ? " on " : "", s->help.topic);
        break;
    }
    cut_parts(out, p, room);
}

/* A note or an error, in as many rows as the layout gave it; false if there is none. */
static bool draw_note(const struct model *m, struct pen *p, struct rect r)
{
    bool is_error;
    const char *note = app_note_text(m->app, &is_error);
    if (!note[0])
        return false;
    r.x += LAYOUT_NOTE;
    r.w -= LAYOUT_NOTE;
    if (is_error) { /* not by colour alone */
        (void)pen_text(p, r.x, r.y, r.w, ROLE_ERROR, ATTR_BOLD, "! ");
        r.x += 2;
        r.w -= 2;
    }
    const struct run run = {note, is_error ? ROLE_ERROR : ROLE_STATUS, ATTR_BOLD};
    if (text_paragraph(p, r, 0, 0, &run, 1) > r.h)
        (void)pen_text_right(p, r.x + r.w, r.y + r.h - 1, ROLE_DIM, 0, pen_symbol(p, "ellipsis"));
    return true;
}

static void draw_status(const struct model *m, struct pen *p, const struct layout *l)
{
    struct rect r = l->status;
    struct str text;
    if (draw_note(m, p, r))
        return;
    str_init(&text);
    frame_status(m, p, l, r.w - 1, &text);
    (void)pen_text_cut(p, r.x + 1, r.y, r.w - 1, ROLE_STATUS, 0, text.data);
    str_done(&text);
}

/* ---- prompt ---- */

static int columns_of(const char *text, const char *end)
{
    int columns = 0;
    for (const char *p = text; p < end;)
        columns += utf8_width(utf8_printable(utf8_next(&p, end)));
    return columns;
}

/* Column of the cursor in the whole line, and by how much the line is scrolled to the left: half a
 * width at a time, so that it does not move with every key. */
static int prompt_scroll(const struct prompt_line *prompt, int w, int *at)
{
    size_t n = strlen(prompt->text);
    size_t cursor = prompt->cursor < 0 ? 0 : (size_t)prompt->cursor;
    if (cursor > n)
        cursor = n;
    *at = utf8_columns(prompt->prefix) + columns_of(prompt->text, prompt->text + cursor);
    int half = w > 3 ? w / 2 : 1;
    return *at < w ? 0 : ((*at - w) / half + 1) * half;
}

int frame_prompt_column(const struct prompt_line *prompt, int w)
{
    int at;
    int scroll = prompt_scroll(prompt, w, &at);
    return at - scroll;
}

/* Draws text whose first column is x, which may lie left of the rectangle. Returns the column
 * behind it. */
static int draw_scrolled(struct pen *p, struct rect r, int x, enum role role, const char *text)
{
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        const char *start = at;
        int width = utf8_width(utf8_printable(utf8_next(&at, end)));
        char one[8];
        memcpy(one, start, (size_t)(at - start));
        one[at - start] = '\0';
        if (x >= r.x && x + width <= r.x + r.w)
            (void)pen_text(p, x, r.y, width, role, 0, one);
        x += width;
    }
    return x;
}

static void draw_prompt(const struct prompt_line *prompt, struct pen *p, struct rect r)
{
    int at;
    int x = r.x - prompt_scroll(prompt, r.w, &at);
    x = draw_scrolled(p, r, x, ROLE_KEY, prompt->prefix);
    (void)draw_scrolled(p, r, x, ROLE_TEXT, prompt->text);
}

static void draw_matches(const char *matches, struct pen *p, struct rect r)
{
    int widest = 1;
    for (const char *at = matches; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        int n = (int)strcspn(at, "\n");
        widest = n > widest ? n : widest;
    }
    int across = r.w / (widest + 2) > 1 ? r.w / (widest + 2) : 1;
    int i = 0;
    for (const char *at = matches; *at; i++) {
        int n = (int)strcspn(at, "\n");
        int x = r.x + 1 + i % across * (widest + 2), y = r.y + i / across;
        if (y < r.y + r.h)
            (void)pen_textf(p, x, y, r.x + r.w - x, ROLE_CODE, 0, "%.*s", n, at);
        at += n;
        at += *at == '\n';
    }
    if (i > across * r.h && r.h > 0)
        (void)pen_text_right(p, r.x + r.w, r.y + r.h - 1, ROLE_DIM, 0, pen_symbol(p, "ellipsis"));
}

void frame_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    bool open = m->prompt && m->prompt->open;
    bool shared = layout_hit(l->status, l->hint.x, l->hint.y);
    if (!l->tiny) {
        draw_tabs(m, p, l);
        if (!shared)
            draw_status(m, p, l);
        if (open)
            draw_matches(m->prompt->matches, p, l->matches);
    }
    if (open)
        draw_prompt(m->prompt, p, l->hint);
    else if (!l->tiny && !(shared && draw_note(m, p, l->status)))
        hint_draw(m, p, l->hint);
}
