#include "view/act_card.h"

#include <stdio.h>

#include "draw/text.h"
#include "num/formula.h"
#include "view/fact_words.h"

enum { FORMULA = 256 };

/* Writes one paragraph into the rectangle and takes its lines off the top. One that does not fit
 * as a whole ends the card: half a sentence says the wrong thing. */
static void paragraph(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    const struct rect nothing = {r->x, r->y, r->w, 0};
    int lines = text_paragraph(p, nothing, 0, hang, runs, n);
    if (lines > r->h) {
        r->h = 0;
        return;
    }
    (void)text_paragraph(p, *r, 0, hang, runs, n);
    r->y += lines;
    r->h -= lines;
}

static void printed(const struct pen *p, const char *text, char *out, size_t size)
{
    if (!formula_print(text, pen_is_unicode(p), out, (int)size))
        (void)snprintf(out, size, "%s", text);
}

static void formula(struct pen *p, struct rect *r, const char *name, const char *text)
{
    char shown[FORMULA];
    printed(p, text, shown, sizeof shown);
    const struct run runs[] = {{name, ROLE_DIM, 0}, {" = ", ROLE_DIM, 0}, {shown, ROLE_CODE, 0}};
    paragraph(p, r, 5, runs, 3);
}

static void sentence(struct pen *p, struct rect *r, const char *before, const char *text,
                     enum role role)
{
    const struct run runs[] = {{before, ROLE_DIM, 0}, {text, role, 0}};
    if (text && r->h > 0)
        paragraph(p, r, before[0] ? 2 : 0, runs, 2);
}

/* "range [-0.17, inf)": a measured line, dots while it is being measured. */
static void measured(struct pen *p, struct rect *r, const char *name, fact_words_fn *words,
                     const struct act_use *use, const struct act_facts *facts)
{
    struct str text;
    str_init(&text);
    if (facts)
        words(use, facts, p, &text);
    else
        str_add(&text, pen_symbol(p, "ellipsis"));
    sentence(p, r, name, text.data, ROLE_TEXT);
    str_done(&text);
}

static void shape(struct pen *p, struct rect *r, const struct act_use *use,
                  const struct act_facts *facts)
{
    struct str text;
    str_init(&text);
    if (facts)
        fact_words_shape(use, facts, p, &text);
    sentence(p, r, "", text.data, ROLE_TEXT);
    str_done(&text);
}

static void slope_formula(struct pen *p, struct rect *r, const struct act *act)
{
    char slope[32];
    (void)snprintf(slope, sizeof slope, "f%s(x)", pen_symbol(p, "prime"));
    if (act->derivative)
        formula(p, r, slope, act->derivative);
    else
        sentence(p, r, slope, " exact, by automatic differentiation", ROLE_TEXT);
}

static void comparison(struct pen *p, struct rect *r, const struct act *act)
{
    sentence(p, r, "", act->what, ROLE_TEXT);
    sentence(p, r, "for: ", act->pro, ROLE_TEXT);
    sentence(p, r, "against: ", act->con, ROLE_TEXT);
    sentence(p, r, "use: ", act->when, ROLE_TEXT);
}

static void dialects(struct pen *p, struct rect *r, const struct act *act)
{
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++) {
        const struct run runs[] = {{act->dialect[k].where, ROLE_DIM, 0},
                                   {": ", ROLE_DIM, 0},
                                   {act->dialect[k].says, ROLE_TEXT, 0}};
        if (r->h > 0)
            paragraph(p, r, 2, runs, 3);
    }
}

static void gap(struct rect *r)
{
    if (r->h > 2)
        r->y++, r->h--;
}

void act_card_plot(const struct model *m, struct pen *p, struct rect r, int i)
{
    const struct act_use *use = &app_settings(m->app)->plot.acts.use[i];
    const struct act *act = use->act;
    const struct act_facts *facts = app_facts(m->app, use);
    pen_hline(p, r.x, r.y - 1, r.w, ROLE_FRAME);
    const struct run title = {act->title, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX), ATTR_BOLD};
    paragraph(p, &r, 0, &title, 1);
    formula(p, &r, "f(x)", act->formula);
    slope_formula(p, &r, act);
    measured(p, &r, "range ", fact_words_range, use, facts);
    measured(p, &r, "slope ", fact_words_slope, use, facts);
    shape(p, &r, use, facts);
    sentence(p, &r, "", act->convention, ROLE_TEXT);
    measured(p, &r, "z ~ N(0,1): ", fact_words_moments, use, facts);
    gap(&r);
    comparison(p, &r, act);
    dialects(p, &r, act);
    sentence(p, &r, "from: ", act->source, ROLE_DIM);
}

/* Name, title, f and, if there is room on one line, all of them there. */
static void headline(struct pen *p, struct rect *r, const struct act *act)
{
    char name[ACT_NAME], shown[FORMULA];
    act_label(act, name);
    printed(p, act->formula, shown, sizeof shown);
    const char *title = str_is(name, act->title) || act_is_anonymous(act) ? "" : act->title;
    const struct run runs[] = {{name, ROLE_ACCENT, ATTR_BOLD},
                               {title[0] ? "  " : "", ROLE_TEXT, 0},
                               {title, ROLE_TEXT, ATTR_BOLD},
                               {"   f(x) = ", ROLE_DIM, 0},
                               {shown, ROLE_CODE, 0}};
    const struct rect nothing = {r->x, r->y, r->w, 0};
    if (text_paragraph(p, nothing, 0, 2, runs, 5) == 1) {
        paragraph(p, r, 2, runs, 5);
    } else {
        paragraph(p, r, 2, runs, 3);
        formula(p, r, "f(x)", act->formula);
    }
}

/* Range and slope, on one line where they fit there. */
static void extents(struct pen *p, struct rect *r, const struct act_use *use,
                    const struct act_facts *facts)
{
    struct str range, slope;
    str_init(&range);
    str_init(&slope);
    fact_words_range(use, facts, p, &range);
    fact_words_slope(use, facts, p, &slope);
    const struct run runs[] = {{"range ", ROLE_DIM, 0},
                               {range.data, ROLE_TEXT, 0},
                               {"   slope ", ROLE_DIM, 0},
                               {slope.data, ROLE_TEXT, 0}};
    const struct rect nothing = {r->x, r->y, r->w, 0};
    if (text_paragraph(p, nothing, 0, 2, runs, 4) == 1) {
        paragraph(p, r, 2, runs, 4);
    } else {
        sentence(p, r, "range ", range.data, ROLE_TEXT);
        sentence(p, r, "slope ", slope.data, ROLE_TEXT);
    }
    str_done(&slope);
    str_done(&range);
}

void act_card_table(const struct model *m, struct pen *p, struct rect r, const struct act_use *use)
{
    enum { TALL = 12 };
    const struct act *act = use->act;
    const struct act_facts *facts = app_facts(m->app, use);
    bool tall = r.h >= TALL; /* else the comparison comes first */
    headline(p, &r, act);
    if (tall)
        slope_formula(p, &r, act);
    if (facts)
        extents(p, &r, use, facts);
    comparison(p, &r, act);
    if (!tall)
        slope_formula(p, &r, act);
    shape(p, &r, use, facts);
    dialects(p, &r, act);
    sentence(p, &r, "from: ", act->source, ROLE_DIM);
}
