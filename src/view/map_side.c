#include "view/map_side.h"

#include <math.h>
#include <string.h>

#include "draw/text.h"
#include "view/flow_words.h"
#include "view/frame.h"
#include "view/map_words.h"

/* Where the last part of a sentence begins, with what parts it from the one before. NULL: it has
 * only one. */
static const char *last_part(const char *text)
{
    const char *at = strrchr(text, ';');
    return at ? at : strrchr(text, ',');
}

/* The chosen point; `apart`: in lines of their own. */
static void draw_point(const struct model *m, struct pen *p, bool apart, struct rect *r)
{
    const struct acts *acts = &app_settings(m->app)->flow.acts;
    struct map_point at;
    struct str name, place, detail;
    str_init(&name);
    str_init(&place);
    str_init(&detail);
    frame_act_title(acts, acts->focus, p, &name);
    bool known = map_words_point(m->app, &at);
    enum flow_fate fate = known ? flow_words_fate(at.ratio_log10) : FLOW_UNKNOWN;
    str_add(&place, apart ? "\n" : ", ");
    str_add(&detail, apart ? "\n" : ": ");
    if (known) {
        map_words_place(&at, &place);
        if (!map_words_is_own(m->app, &at))
            str_add(&place, " (nearest so far)");
        map_words_detail(&at, &detail);
        size_t before = detail.len;
        str_add(&detail, apart ? "\n" : "; ");
        if (!map_words_theory(&at, &detail))
            str_cut(&detail, before);
    }
    str_add(&place, apart ? "\n" : ": ");
    const struct run runs[] = {{name.data, ROLE_TITLE, ATTR_BOLD},
                               {place.data, ROLE_TEXT, 0},
                               {known ? flow_words_fate_name(fate) : "nothing has run yet",
                                flow_words_fate_role(fate), ATTR_BOLD},
                               {known ? detail.data : "", ROLE_TEXT, 0}};
    /* What there is no room for is left out whole, from the end. */
    const struct rect none = {0, 0, r->w, 0};
    const char *end = detail.data;
    while (known && end && text_paragraph(NULL, none, 0, 1, runs, 4) > r->h) {
        end = last_part(detail.data);
        if (end)
            str_cut(&detail, (size_t)(end - detail.data));
    }
    text_take(p, r, 1, runs, 4);
    str_done(&detail);
    str_done(&place);
    str_done(&name);
}

static void draw_edge(const struct model *m, struct pen *p, struct rect *r)
{
    struct str text;
    str_init(&text);
    map_words_edge(m->app, pen_symbol(p, "chi"), &text);
    const struct run edge = {text.data, ROLE_TEXT, 0};
    text_take(p, r, 1, &edge, 1);
    str_done(&text);
}

/* A line for each mark that is seen, of signs for what is no number first; in the last rows as many
 * as fit. */
static void draw_marks(struct pen *p, struct rect r, const struct map_marks *marks)
{
    const struct {
        bool shown;
        const char *sign, *meaning;
    } all[] = {{true, "[ ]", "Enter opens it"},
               {marks->zero, " 0", "exactly nothing"},
               {marks->overflow, " !", "overflow"},
               {marks->nothing, " ?", "0 at the last layer"},
               {marks->edge, pen_is_unicode(p) ? " \u2500" : " ~", "theory's edge"},
               {marks->contour, pen_is_unicode(p) ? " \u2502" : " |", "theory: 3 decades"},
               {marks->present, " x", "where flow is now"}};
    int n = (int)(sizeof all / sizeof all[0]), y = r.y;
    for (int i = 0; i < n && y < r.y + r.h; i++) {
        if (!all[i].shown)
            continue;
        (void)pen_text(p, r.x, y, 3, ROLE_TEXT, 0, all[i].sign);
        (void)pen_text_cut(p, r.x + 4, y, r.w - 4, ROLE_DIM, 0, all[i].meaning);
        y++;
    }
}

/* What the signs on the picture mean that are no numbers, in the last row, which is taken from r.
 */
static void draw_signs(struct pen *p, struct rect *r, const struct map_marks *marks)
{
    enum { LEAST = 3 };
    struct str text;
    if (r->h < LEAST || !(marks->zero || marks->overflow || marks->nothing))
        return;
    r->h--;
    str_init(&text);
    if (marks->zero)
        str_add(&text, "0 exactly nothing  ");
    if (marks->overflow)
        str_add(&text, "! overflow  ");
    if (marks->nothing)
        str_add(&text, "? 0 at the last layer");
    (void)pen_text_cut(p, r->x + 1, r->y + r->h, r->w - 1, ROLE_DIM, 0, text.data);
    str_done(&text);
}

void map_side_draw(const struct model *m, struct pen *p, struct rect r,
                   const struct map_marks *marks)
{
    enum { MUCH = 12 };
    bool apart = r.h >= MUCH;
    if (!apart)
        draw_signs(p, &r, marks);
    draw_point(m, p, apart, &r);
    r.y += apart;
    r.h -= apart;
    draw_edge(m, p, &r);
    if (apart)
        draw_marks(p, (struct rect){r.x, r.y + 1, r.w, r.h - 1}, marks);
}
