#include "view/act_card.h"

#include <stdio.h>

#include "base/utf8.h"
#include "draw/text.h"
#include "num/formula.h"
#include "view/fact_words.h"
#include "view/formula_break.h"
#include "view/hint.h"

enum { FORMULA = 256, HANG = 2 };

/* Paragraphs under each other in a rectangle. */
struct column {
    const struct pen *p;
    struct pen *to; /* NULL: only measured */
    struct rect r;
    bool scrolls; /* else a paragraph that does not fit as a whole ends the card: half a sentence
                     says the wrong thing */
    int skip;     /* lines scrolled out at the top */
    int lines;    /* so far */
};

static bool is_full(const struct column *c)
{
    return !c->scrolls && c->lines >= c->r.h;
}

static int lines_of(const struct column *c, int hang, const struct run *runs, int n)
{
    const struct rect nothing = {c->r.x, c->r.y, c->r.w, 0};
    return text_paragraph(NULL, nothing, 0, hang, runs, n);
}

static void paragraph(struct column *c, int hang, const struct run *runs, int n)
{
    int top = c->lines - c->skip;
    if (is_full(c) || (!c->scrolls && lines_of(c, hang, runs, n) > c->r.h - c->lines)) {
        c->lines = c->r.h;
        return;
    }
    struct rect r = c->r;
    r.y += top > 0 ? top : 0;
    r.h -= top > 0 ? top : 0;
    if (!c->to || r.h <= 0) /* below what can be seen */
        c->lines += lines_of(c, hang, runs, n);
    else
        c->lines += text_paragraph(c->to, r, top < 0 ? -top : 0, hang, runs, n);
}

static void printed(const struct pen *p, const char *text, char *out, size_t size)
{
    if (!formula_print(text, pen_is_unicode(p), out, (int)size))
        (void)snprintf(out, size, "%s", text);
}

static int at_least_1(int columns)
{
    return columns > 1 ? columns : 1;
}

static void formula(struct column *c, const char *name, const char *text)
{
    char shown[FORMULA];
    printed(c->p, text, shown, sizeof shown);
    struct str lines;
    str_init(&lines);
    formula_break(shown, at_least_1(c->r.w - utf8_columns(name) - 3), at_least_1(c->r.w - HANG),
                  &lines);
    const struct run runs[] = {
        {name, ROLE_DIM, 0}, {" = ", ROLE_DIM, 0}, {lines.data, ROLE_CODE, 0}};
    paragraph(c, HANG, runs, 3);
    str_done(&lines);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* May no line end at this blank? A number and "=" stay with the word before, a lone letter and "="
 * with the one after: "at x = 0", "E f". */
static bool is_tied(const char *text, const char *blank)
{
    static const char *const numbers[] = {"=", "+", "-", "−", "∞"};
    const char *next = blank + 1;
    if (blank == text)
        return false;
    bool starts = next[0] >= '0' && next[0] <= '9';
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        starts = starts || str_starts(next, numbers[i]);
    bool lone = blank - text == 1 || blank[-2] == ' ';
    return (starts && blank[-1] != ',' && blank[-1] != ';') ||
           (lone && (blank[-1] == '=' || is_letter(blank[-1])));
}

static void add_tied(const struct pen *p, const char *text, struct str *out)
{
    for (const char *at = text; *at; at++)
        if (*at == ' ' && is_tied(text, at))
            str_add(out, "\xC2\xA0");
        else if (*at == '\'' && at > text && at[-1] == 'f' && at[1] == '(')
            str_add(out, pen_symbol(p, "prime"));
        else
            str_add_n(out, at, 1);
}

static void sentence(struct column *c, const char *before, const char *text, enum role role)
{
    struct str tied;
    if (!text || is_full(c))
        return;
    str_init(&tied);
    add_tied(c->p, text, &tied);
    const struct run runs[] = {{before, ROLE_DIM, 0}, {tied.data, role, 0}};
    paragraph(c, before[0] ? HANG : 0, runs, 2);
    str_done(&tied);
}

/* "range [-0.17, inf)": a measured line, dots while it is being measured. */
static void measured(struct column *c, const char *name, fact_words_fn *words,
                     const struct act_use *use, const struct act_facts *facts)
{
    struct str text;
    str_init(&text);
    if (facts)
        words(use, facts, c->p, &text);
    else
        str_add(&text, pen_symbol(c->p, "ellipsis"));
    sentence(c, name, text.data, ROLE_TEXT);
    str_done(&text);
}

static void shape(struct column *c, const struct act_use *use, const struct act_facts *facts)
{
    struct str text;
    str_init(&text);
    if (facts)
        fact_words_shape(use, facts, c->p, &text);
    sentence(c, "", text.data, ROLE_TEXT);
    str_done(&text);
}

static void slope_formula(struct column *c, const struct act *act)
{
    char slope[32];
    (void)snprintf(slope, sizeof slope, "f%s(x)", pen_symbol(c->p, "prime"));
    if (act->derivative)
        formula(c, slope, act->derivative);
    else
        sentence(c, slope, " exact, by automatic differentiation", ROLE_TEXT);
}

static void comparison(struct column *c, const struct act *act)
{
    sentence(c, "", act->what, ROLE_TEXT);
    sentence(c, "for: ", act->pro, ROLE_TEXT);
    sentence(c, "against: ", act->con, ROLE_TEXT);
    sentence(c, "use: ", act->when, ROLE_TEXT);
}

static void dialects(struct column *c, const struct act *act)
{
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++) {
        struct str where;
        str_init(&where);
        str_addf(&where, "%s: ", act->dialect[k].where);
        sentence(c, where.data, act->dialect[k].says, ROLE_TEXT);
        str_done(&where);
    }
}

/* All of the card of the i-th function of the plot. */
static void write_card(const struct model *m, struct column *c, int i)
{
    const struct act_use *use = &app_settings(m->app)->plot.acts.use[i];
    const struct act *act = use->act;
    const struct act_facts *facts = app_facts(m->app, use);
    const struct run title = {act->title, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX), ATTR_BOLD};
    paragraph(c, 0, &title, 1);
    formula(c, "f(x)", act->formula);
    slope_formula(c, act);
    measured(c, "range ", fact_words_range, use, facts);
    measured(c, "slope ", fact_words_slope, use, facts);
    shape(c, use, facts);
    sentence(c, "", act->convention, ROLE_TEXT);
    measured(c, "z ~ N(0,1): ", fact_words_moments, use, facts);
    c->lines++;
    comparison(c, act);
    dialects(c, act);
    sentence(c, "from: ", act->source, ROLE_DIM);
}

/* Lines of the whole card that cannot be seen at once; its last row says so then. */
static int hidden_lines(const struct model *m, const struct pen *p, struct rect r, int i)
{
    struct column c = {.p = p, .r = r, .scrolls = true};
    write_card(m, &c, i);
    return c.lines <= r.h ? 0 : c.lines - (r.h > 1 ? r.h - 1 : r.h);
}

void act_card_scroll(const struct model *m, const struct pen *p, struct rect r, int i, int *at,
                     int *most)
{
    int wanted = app_settings(m->app)->plot.card_scroll;
    *most = hidden_lines(m, p, r, i);
    *at = wanted < *most ? wanted : *most;
}

/* "↓ 12 more: PageDown", or at the end the way back. */
static void draw_more(const struct model *m, struct pen *p, struct rect r, int at, int most)
{
    char key[HINT_KEY];
    bool down = at < most;
    bool has_key = hint_key(m->app, down ? "turn 8 card_scroll" : "turn -8 card_scroll", p, key);
    struct str text;
    str_init(&text);
    str_add(&text, pen_symbol(p, down ? "down" : "up"));
    if (down)
        str_addf(&text, " %d more", most - at);
    if (has_key)
        str_addf(&text, "%s%s", down ? ": " : " ", key);
    (void)pen_text(p, r.x, r.y + r.h, r.w, ROLE_DIM, 0, text.data);
    str_done(&text);
}

void act_card_plot(const struct model *m, struct pen *p, struct rect r, int i)
{
    int at, most;
    act_card_scroll(m, p, r, i, &at, &most);
    pen_hline(p, r.x, r.y - 1, r.w, ROLE_FRAME);
    if (most > 0 && r.h > 1) {
        r.h--;
        draw_more(m, p, r, at, most);
    }
    struct column c = {.p = p, .to = p, .r = r, .scrolls = true, .skip = at};
    write_card(m, &c, i);
}

void act_card_still(const struct model *m, struct pen *p, struct rect r, int i)
{
    struct column c = {.p = p, .to = p, .r = r};
    pen_hline(p, r.x, r.y - 1, r.w, ROLE_FRAME);
    write_card(m, &c, i);
}

/* Name, title, f and, if there is room on one line, all of them there. */
static void headline(struct column *c, const struct act *act)
{
    char name[ACT_NAME], shown[FORMULA];
    act_label(act, name);
    printed(c->p, act->formula, shown, sizeof shown);
    const char *title = str_is(name, act->title) || act_is_anonymous(act) ? "" : act->title;
    const struct run runs[] = {{name, ROLE_ACCENT, ATTR_BOLD},
                               {title[0] ? "  " : "", ROLE_TEXT, 0},
                               {title, ROLE_TEXT, ATTR_BOLD},
                               {"   f(x) = ", ROLE_DIM, 0},
                               {shown, ROLE_CODE, 0}};
    if (lines_of(c, 2, runs, 5) == 1) {
        paragraph(c, 2, runs, 5);
    } else {
        paragraph(c, 2, runs, 3);
        formula(c, "f(x)", act->formula);
    }
}

/* Range and slope, on one line where they fit there. */
static void extents(struct column *c, const struct act_use *use, const struct act_facts *facts)
{
    struct str range, slope;
    str_init(&range);
    str_init(&slope);
    fact_words_range(use, facts, c->p, &range);
    fact_words_slope(use, facts, c->p, &slope);
    const struct run runs[] = {{"range ", ROLE_DIM, 0},
                               {range.data, ROLE_TEXT, 0},
                               {"   slope ", ROLE_DIM, 0},
                               {slope.data, ROLE_TEXT, 0}};
    if (lines_of(c, 2, runs, 4) == 1) {
        paragraph(c, 2, runs, 4);
    } else {
        sentence(c, "range ", range.data, ROLE_TEXT);
        sentence(c, "slope ", slope.data, ROLE_TEXT);
    }
    str_done(&slope);
    str_done(&range);
}

void act_card_table(const struct model *m, struct pen *p, struct rect r, const struct act_use *use)
{
    enum { TALL = 12 };
    const struct act *act = use->act;
    const struct act_facts *facts = app_facts(m->app, use);
    struct column column = {.p = p, .to = p, .r = r}, *c = &column;
    bool tall = r.h >= TALL; /* else the comparison comes first */
    headline(c, act);
    if (tall)
        slope_formula(c, act);
    if (facts)
        extents(c, use, facts);
    comparison(c, act);
    if (!tall)
        slope_formula(c, act);
    shape(c, use, facts);
    dialects(c, act);
    sentence(c, "from: ", act->source, ROLE_DIM);
}
