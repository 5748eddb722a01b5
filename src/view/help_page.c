#include "view/help_page.h"

#include "base/utf8.h"
#include "draw/text.h"

enum { LEFT = 18 };

/* Where a paragraph that begins at the page's line goes, and how many of its lines are hidden. */
static struct rect window(const struct help_page *g, int x, int *hidden)
{
    int top = g->line - g->skip;
    *hidden = top < 0 ? -top : 0;
    top = top > 0 ? top : 0;
    int h = g->r.h - top;
    return (struct rect){g->r.x + x, g->r.y + top, g->r.w - x, h > 0 ? h : 0};
}

void help_page_gap(struct help_page *g)
{
    if (g->line > 0)
        g->line++;
}

void help_page_heading(struct help_page *g, const char *text)
{
    int hidden;
    help_page_gap(g);
    struct rect r = window(g, 0, &hidden);
    const struct run run = {text, ROLE_TITLE, ATTR_BOLD};
    g->line += text_paragraph(g->p, r, hidden, 0, &run, 1);
}

void help_page_paragraph(struct help_page *g, const char *text)
{
    int hidden;
    struct rect r = window(g, 1, &hidden);
    const struct run run = {text, ROLE_TEXT, 0};
    g->line += text_paragraph(g->p, r, hidden, 0, &run, 1);
}

void help_page_entry(struct help_page *g, const char *name, enum role role, const char *text,
                     const char *command)
{
    int hidden, left = g->r.w < 60 ? 12 : LEFT;
    bool wide = utf8_columns(name) > left - 2;
    struct rect r = window(g, 1, &hidden);
    const struct run first = {name, role, ATTR_BOLD};
    if (wide)
        g->line += text_paragraph(g->p, r, hidden, 2, &first, 1);
    else if (hidden == 0 && r.h > 0)
        (void)pen_text(g->p, r.x, r.y, r.w, role, ATTR_BOLD, name);
    r = window(g, 1 + left, &hidden);
    const struct run run = {text, ROLE_TEXT, 0};
    int lines = text_paragraph(g->p, r, hidden, 0, &run, 1);
    bool room = utf8_columns(text) + 2 + utf8_columns(command) <= r.w;
    if (room && hidden == 0 && r.h > 0)
        (void)pen_text_right(g->p, r.x + r.w, r.y, ROLE_DIM, 0, command);
    g->line += lines > 0 ? lines : 1;
}
