#include "view/view_table.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "view/act_card.h"
#include "view/fact_words.h"
#include "view/hint.h"
#include "view/table_columns.h"

/* Rows of functions below the head. */
static int rows_shown(const struct layout *l)
{
    return l->table.h > 1 ? l->table.h - 1 : 1;
}

/* The table is turned page by page, so that a click or the wheel moves no row under the hand. */
static int first_shown(const struct model *m, const struct layout *l)
{
    int rows = rows_shown(l), choice = app_settings(m->app)->table.choice;
    return choice > 1 ? (choice - 1) / rows * rows : 0;
}

int view_table_row_at(const struct model *m, const struct layout *l, int y)
{
    struct act_use use[TABLE_ROWS];
    int i = y - l->table.y - 1 + first_shown(m, l);
    bool inside = y > l->table.y && y < l->table.y + l->table.h;
    return inside && i < app_table(m->app, use) ? i + 1 : 0;
}

const char *view_table_head_at(const struct model *m, const struct pen *p, const struct layout *l,
                               int x, int y)
{
    struct table_columns t;
    if (y != l->table.y || !layout_hit(l->table, x, y))
        return NULL;
    table_columns_init(&t, m, p, l);
    if (x < t.name_x + t.name_w)
        return "name";
    for (int k = 0; k < t.n; k++)
        if (x >= t.column[k].x && x < t.column[k].x + t.column[k].w)
            return t.column[k].fact->name;
    return NULL;
}

/* ---- the head ---- */

static const char *order_sign(const struct table_settings *s)
{
    return s->reverse ? "\u25BC" : "\u25B2"; /* triangles; ASCII pens show v and ^ */
}

const char *view_table_order(const struct table_settings *s)
{
    return s->sort <= 0 ? NULL : s->sort <= fact_count ? fact_table[s->sort - 1].name : "name";
}

static bool is_sorted_by(const struct table_settings *s, const struct fact *fact)
{
    return view_table_order(s) && str_is(view_table_order(s), fact->name);
}

static void draw_head(const struct model *m, struct pen *p, const struct layout *l,
                      const struct table_columns *t)
{
    const struct table_settings *s = &app_settings(m->app)->table;
    int y = l->table.y;
    bool by_name = view_table_order(s) && str_is(view_table_order(s), "name");
    int x = t->name_x + pen_text(p, t->name_x, y, t->name_w, by_name ? ROLE_ACCENT : ROLE_TITLE,
                                 ATTR_BOLD, "function");
    if (by_name)
        (void)pen_text(p, x, y, 1, ROLE_ACCENT, ATTR_BOLD, order_sign(s));
    for (int k = 0; k < t->n; k++) {
        const struct table_column *c = &t->column[k];
        bool sorted = is_sorted_by(s, c->fact), number = c->fact->kind == FACT_NUMBER;
        enum role role = sorted ? ROLE_ACCENT : ROLE_TITLE;
        char title[FACT_WORD_SIZE];
        int end = c->x + utf8_columns(fact_words_title(p, c->fact, title));
        end = number ? c->x + c->w : end;
        (void)pen_text_right(p, end, y, role, ATTR_BOLD, title);
        if (sorted) /* in the gap behind it */
            (void)pen_text(p, end, y, 1, role, ATTR_BOLD, order_sign(s));
    }
    if (t->first > 0)
        (void)pen_text(p, t->name_x + t->name_w, y, 1, ROLE_KEY, ATTR_BOLD, pen_symbol(p, "left"));
    if (t->last < fact_count)
        (void)pen_text_right(p, l->table.x + l->table.w, y, ROLE_KEY, ATTR_BOLD,
                             pen_symbol(p, "right"));
}

/* ---- rows ---- */

static void draw_value(const struct model *m, struct pen *p, const struct table_column *c,
                       const struct act_use *use, int y, bool chosen)
{
    char text[FACT_WORD_SIZE];
    int left = table_columns_text(m, c->fact, use, p, text, sizeof text);
    bool nothing = str_is(text, "no") || str_is(text, pen_symbol(p, "dash"));
    int x = c->fact->kind == FACT_NUMBER ? c->x + c->left - left : c->x;
    (void)pen_text(p, x, y, c->x + c->w - x, nothing ? ROLE_DIM : ROLE_TEXT, chosen ? ATTR_BOLD : 0,
                   text);
}

static void draw_name(struct pen *p, const struct table_columns *t, const struct act *act, int y,
                      bool chosen)
{
    char name[ACT_NAME];
    enum role role = chosen ? ROLE_ACCENT : ROLE_TEXT;
    act_label(act, name);
    (void)pen_text_cut(p, t->name_x, y, t->name_w, role, chosen ? ATTR_BOLD : 0, name);
}

static void draw_row(const struct model *m, struct pen *p, const struct layout *l,
                     const struct table_columns *t, int i, int y)
{
    bool chosen = app_settings(m->app)->table.choice == i + 1;
    if (chosen)
        (void)pen_text(p, l->table.x, y, 1, ROLE_ACCENT, ATTR_BOLD, ">");
    draw_name(p, t, t->use[i].act, y, chosen);
    for (int k = 0; k < t->n; k++)
        draw_value(m, p, &t->column[k], &t->use[i], y, chosen);
}

/* What is not there, and how all come back. */
static void draw_none(const struct model *m, struct pen *p, const struct layout *l, int x)
{
    char key[HINT_KEY];
    bool bound = hint_key(m->app, "prompt 'filter ", p, key);
    (void)pen_textf(p, x, l->table.y + 1, l->table.w - 2, ROLE_WARN, 0, "no function has %s",
                    app_settings(m->app)->table.filter);
    (void)pen_textf(p, x, l->table.y + 2, l->table.w - 2, ROLE_TEXT, 0, "%s and Enter: all again",
                    bound ? key : ": filter");
}

void view_table_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct table_settings *s = &app_settings(m->app)->table;
    struct table_columns t;
    table_columns_init(&t, m, p, l);
    draw_head(m, p, l, &t);
    int first = first_shown(m, l), rows = rows_shown(l);
    for (int i = first; i < t.rows && i < first + rows; i++)
        draw_row(m, p, l, &t, i, l->table.y + 1 + i - first);
    if (t.rows == 0)
        draw_none(m, p, l, t.name_x);
    if (l->card.h > 0 && s->choice >= 1 && s->choice <= t.rows)
        act_card_table(m, p, l->card, &t.use[s->choice - 1]);
    if (l->card.h > 0 && l->card.y > l->table.y)
        pen_hline(p, l->card.x, l->card.y - 1, l->card.w, ROLE_FRAME);
    else if (l->card.h > 0)
        pen_vline(p, l->card.x - 2, l->card.y, l->card.h, ROLE_FRAME);
}

/* ---- status ---- */

static int measured(const struct model *m, const struct table_columns *t)
{
    int n = 0;
    for (int i = 0; i < t->rows; i++)
        n += app_facts(m->app, &t->use[i]) != NULL;
    return n;
}

void view_table_status(const struct model *m, const struct pen *p, const struct layout *l,
                       struct str *out)
{
    const struct settings *s = app_settings(m->app);
    struct table_columns t;
    struct str init;
    int all = 0;
    const char *order = view_table_order(&s->table);
    table_columns_init(&t, m, p, l);
    while (act_at(&s->names, all))
        all++;
    str_addf(out, t.rows == all ? "%d functions" : "%d of %d functions", t.rows, all);
    if (s->table.filter[0])
        str_addf(out, " with %s", s->table.filter);
    if (measured(m, &t) < t.rows)
        str_addf(out, "   measuring, %d done", measured(m, &t));
    if (order)
        str_addf(out, "   by %s%s", order,
                 str_is(order, "name") ? ""
                 : s->table.reverse    ? ", largest first"
                                       : ", smallest first");
    str_addf(out, "   columns %d to %d of %d", t.first + 1, t.last, fact_count);
    str_init(&init);
    if (app_word(m->app, "table.init", &init))
        str_addf(out, "   init %s", init.data);
    str_done(&init);
}
