#include "view/table_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "view/fact_words.h"

enum { DIGITS = 4, NAME_LEAST = 8, NAME_MOST = 24, MARK = 2, ARROW = 2 };

static bool is_number(const struct fact *fact)
{
    return fact->kind == FACT_NUMBER;
}

int table_columns_text(const struct model *m, const struct fact *fact, const struct act_use *use,
                       const struct pen *p, char *out, size_t size)
{
    const struct act_facts *facts = app_facts(m->app, use);
    const struct act_fixed *fixed = app_fixed(m->app, use);
    char value[FACT_WORD_SIZE];
    if (!facts || !fixed) {
        (void)snprintf(out, size, "%s", pen_symbol(p, "ellipsis"));
        return utf8_columns(out);
    }
    const struct fact_source from = {.use = use, .facts = facts, .fixed = *fixed};
    (void)snprintf(out, size, "%s", fact_words_value(fact, &from, p, DIGITS, value));
    size_t point = strcspn(out, ".e");
    if (!is_number(fact) || !out[point])
        return utf8_columns(out);
    char whole[FACT_WORD_SIZE];
    (void)snprintf(whole, sizeof whole, "%.*s", (int)point, out);
    return utf8_columns(whole);
}

/* As wide as its widest value, the points below each other, and its head. */
static void measure_column(struct table_column *c, const struct table_columns *t,
                           const struct model *m, const struct pen *p)
{
    char title[FACT_WORD_SIZE];
    int left = 0, right = 0, head = utf8_columns(fact_words_title(p, c->fact, title));
    for (int i = 0; i < t->rows; i++) {
        char text[FACT_WORD_SIZE];
        int before = table_columns_text(m, c->fact, &t->use[i], p, text, sizeof text);
        int after = utf8_columns(text) - before;
        left = before > left ? before : left;
        right = after > right ? after : right;
    }
    c->w = left + right > head ? left + right : head;
    c->left = is_number(c->fact) ? c->w - right : left;
}

static void measure_names(struct table_columns *t, const struct layout *l)
{
    int most = l->table.w / 3 < NAME_MOST ? l->table.w / 3 : NAME_MOST;
    t->name_x = l->table.x + MARK;
    t->name_w = NAME_LEAST + ARROW;
    for (int i = 0; i < t->rows; i++) {
        char name[ACT_NAME];
        int w = utf8_columns(act_label(t->use[i].act, name));
        t->name_w = w > t->name_w ? w : t->name_w;
    }
    if (t->name_w > most)
        t->name_w = most;
}

/* The property's column at *x, which moves behind it; false if there is no room. */
static bool add_column(struct table_columns *t, const struct model *m, const struct pen *p,
                       int fact, int end, int *x)
{
    struct table_column *c = &t->column[t->n];
    if (t->n == TABLE_COLUMNS)
        return false;
    c->fact = &fact_table[fact];
    measure_column(c, t, m, p);
    if (*x + c->w > end && t->n > 0)
        return false;
    c->x = *x;
    *x += c->w + TABLE_GAP;
    t->n++;
    return true;
}

void table_columns_init(struct table_columns *t, const struct model *m, const struct pen *p,
                        const struct layout *l)
{
    const struct table_settings *s = &app_settings(m->app)->table;
    int column = s->column - 1;
    t->rows = app_table(m->app, t->use);
    t->n = 0;
    measure_names(t, l);
    t->first = column < 0 ? 0 : column < fact_count ? column : fact_count - 1;
    t->last = t->first;
    int x = t->name_x + t->name_w + TABLE_GAP, end = l->table.x + l->table.w - ARROW;
    int sorted = s->sort >= 1 && s->sort <= fact_count ? s->sort - 1 : -1;
    if (sorted >= 0)
        (void)add_column(t, m, p, sorted, end, &x);
    for (; t->last < fact_count; t->last++)
        if (t->last != sorted && !add_column(t, m, p, t->last, end, &x))
            return;
}
