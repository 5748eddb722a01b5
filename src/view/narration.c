#include "view/narration.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "draw/text.h"
#include "lesson/lesson.h"

/* How a kind of block is painted; one row a kind. */
static const struct look {
    enum role role;
    unsigned attr;
    int indent, hang;
    bool gap;           /* an empty line before it */
    const char *before; /* a sign, so that colour is not the only one */
} looks[] = {
    [LESSON_HEADING] = {ROLE_TITLE, ATTR_BOLD, 0, 0, true, NULL},
    [LESSON_PROSE] = {ROLE_TEXT, 0, 0, 0, true, NULL},
    [LESSON_ITEM] = {ROLE_TEXT, 0, 0, 2, false, "bullet"},
    [LESSON_QUOTE] = {ROLE_DIM, 0, 2, 0, true, NULL},
    [LESSON_LISTING] = {ROLE_CODE, 0, 2, 0, true, NULL},
    [LESSON_CAPTION] = {ROLE_DIM, 0, 0, 2, true, "right"},
    [LESSON_QUESTION] = {ROLE_TITLE, ATTR_BOLD, 0, 2, true, "?"},
    [LESSON_OPTION] = {ROLE_TEXT, 0, 1, 3, false, NULL},
    [LESSON_GOAL] = {ROLE_TEXT, 0, 0, 4, false, NULL},
    [LESSON_INPUT] = {ROLE_CODE, 0, 0, 2, true, ">"},
    [LESSON_RIGHT] = {ROLE_GOOD, 0, 0, 2, true, "check"},
    [LESSON_NOT_YET] = {ROLE_WARN, 0, 0, 2, true, "~"},
    [LESSON_HINT] = {ROLE_ACCENT, 0, 0, 2, true, "*"},
    [LESSON_EXPLAIN] = {ROLE_TEXT, 0, 0, 0, true, NULL},
    [LESSON_MORE] = {ROLE_KEY, ATTR_BOLD, 0, 0, true, NULL},
};

/* ---- inline marks ---- */

enum { RUNS = 128 };

/* A block's text cut into runs of one look. */
struct runs {
    int n;
    struct run run[RUNS];
    char *bytes; /* what the runs point into */
};

static struct run look_of(char mark, const struct look *look)
{
    switch (mark) {
    case '\1':
        return (struct run){.role = look->role, .attr = look->attr | ATTR_BOLD};
    case '\2':
        return (struct run){.role = look->role, .attr = look->attr | ATTR_UNDERLINE};
    case '\3':
        return (struct run){.role = ROLE_CODE, .attr = look->attr};
    default:
        return (struct run){.role = look->role, .attr = look->attr};
    }
}

static void add_run(struct runs *r, const char *text, enum role role, unsigned attr)
{
    if (text && text[0] && r->n < RUNS)
        r->run[r->n++] = (struct run){text, role, attr};
}

static void add_marked(struct runs *r, const char *text, const struct look *look)
{
    r->bytes = mem_copy(text);
    struct run now = look_of('\4', look);
    for (char *p = r->bytes; *p;) {
        size_t n = strcspn(p, "\1\2\3\4");
        char mark = p[n];
        p[n] = '\0';
        add_run(r, p, now.role, now.attr);
        if (!mark)
            break;
        now = look_of(mark, look);
        p += n + 1;
    }
}

/* ---- blocks ---- */

/* Draws (or only measures, in a rectangle without height) one block whose first line is `line` of
 * the panel, which is scrolled by `skip`. Returns its lines. */
static int put_block(const struct lesson_block *b, struct pen *p, struct rect r, int line, int skip)
{
    const struct look *look = &looks[b->kind];
    struct runs runs = {.n = 0};
    unsigned attr = look->attr | (b->chosen ? ATTR_BOLD : 0);
    char before[32] = "", label[48] = "";
    if (look->before && !(b->kind == LESSON_ITEM && b->label)) /* "2." takes the bullet's place */
        (void)snprintf(before, sizeof before, "%.16s ", pen_symbol(p, look->before));
    add_run(&runs, before, look->role, attr);
    if (b->label) {
        bool option = b->kind == LESSON_OPTION;
        (void)snprintf(label, sizeof label, "%s%.30s%s ", option ? b->chosen ? ">" : " " : "",
                       b->label, option ? ")" : "");
        add_run(&runs, label, option ? ROLE_KEY : ROLE_ACCENT, ATTR_BOLD);
    }
    struct look shown = *look;
    shown.attr = attr;
    add_marked(&runs, b->text ? b->text : "", &shown);
    if (b->measure) {
        add_run(&runs, "\n", ROLE_CODE, 0);
        add_run(&runs, b->measure, ROLE_CODE, 0);
    }
    int top = line - skip, hidden = top < 0 ? -top : 0;
    struct rect at = {r.x + look->indent, r.y + (top > 0 ? top : 0), r.w - look->indent,
                      r.h - (top > 0 ? top : 0)};
    if (at.h < 0)
        at.h = 0;
    int lines = text_paragraph(p, at, hidden, look->hang, runs.run, runs.n);
    mem_free(runs.bytes);
    return lines;
}

static int put_blocks(const struct lesson *lesson, struct pen *p, struct rect r, int skip)
{
    int line = 0;
    for (int i = 0; i < lesson_blocks(lesson); i++) {
        const struct lesson_block *b = lesson_block(lesson, i);
        bool first_of_list = i > 0 && lesson_block(lesson, i - 1)->kind != b->kind;
        if (i > 0 && (looks[b->kind].gap || (b->kind == LESSON_ITEM && first_of_list)))
            line++;
        line += put_block(b, p, r, line, skip);
    }
    return line;
}

int narration_lines(const struct lesson *lesson, struct pen *p, int w)
{
    return put_blocks(lesson, p, (struct rect){0, 0, w, 0}, 0);
}

/* A sign for each step: done, here, to come. */
static void draw_steps(const struct lesson *lesson, struct pen *p, struct rect r)
{
    int n = lesson_steps(lesson), here = lesson_step(lesson);
    for (int i = 0; i < n && i < r.w; i++) {
        enum lesson_mark mark = lesson_step_mark(lesson, i);
        bool solved = mark == LESSON_SOLVED || mark == LESSON_SOLVED_WITH_HINTS;
        const char *sign = solved                   ? pen_symbol(p, "check")
                           : mark == LESSON_SHOWN   ? "="
                           : mark == LESSON_TRIED   ? "~"
                           : mark == LESSON_SKIPPED ? "-"
                                                    : pen_symbol(p, "dot");
        (void)pen_text(p, r.x + i, r.y, 1,
                       i == here ? ROLE_ACCENT
                       : solved  ? ROLE_GOOD
                                 : ROLE_DIM,
                       i == here ? ATTR_REVERSE : 0, sign);
    }
}

/* Lines above the panel, of `most` that there can be; near LESSON_END the lesson counts from the
 * end.
 */
static int skipped(const struct lesson *lesson, int most)
{
    int scroll = lesson_scroll(lesson);
    if (scroll > LESSON_END / 2)
        scroll = most - (LESSON_END - scroll);
    return scroll < 0 ? 0 : scroll < most ? scroll : most;
}

void narration_draw(const struct lesson *lesson, struct pen *p, struct rect r)
{
    if (r.w < 8 || r.h < 3)
        return;
    bool beside = r.x > 0;
    if (beside)
        pen_vline(p, r.x, r.y, r.h, ROLE_FRAME);
    else
        pen_hline(p, r.x, r.y, r.w, ROLE_FRAME);
    struct rect in = beside ? (struct rect){r.x + 2, r.y, r.w - 3, r.h}
                            : (struct rect){r.x + 1, r.y + 1, r.w - 2, r.h - 1};
    int used = pen_textf(p, in.x, in.y, in.w, ROLE_DIM, 0, "step %d/%d  ", lesson_step(lesson) + 1,
                         lesson_steps(lesson));
    draw_steps(lesson, p, (struct rect){in.x + used, in.y, in.w - used, 1});
    in.y += beside ? 2 : 1;
    in.h -= beside ? 2 : 1;
    int lines = narration_lines(lesson, p, in.w), most = lines - in.h > 0 ? lines - in.h : 0;
    int skip = skipped(lesson, most);
    (void)put_blocks(lesson, p, in, skip);
    if (skip < most) {
        char more[32];
        (void)snprintf(more, sizeof more, " PageDown %s", pen_symbol(p, "down"));
        (void)pen_text_right(p, r.x + r.w, r.y + r.h - 1, ROLE_KEY, ATTR_BOLD, more);
    }
    if (skip > 0)
        (void)pen_text_right(p, r.x + r.w, in.y, ROLE_KEY, ATTR_BOLD, pen_symbol(p, "up"));
}
