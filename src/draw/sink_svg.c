#include "draw/sink_svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/svg_part.h"

/* From the top of a cell to the line that letters stand on. */
enum { BASELINE = 14 };

double svg_x(double cell)
{
    return SVG_PAD + cell * SVG_W;
}

double svg_y(double cell)
{
    return SVG_PAD + cell * SVG_H;
}

void svg_number(struct str *out, double v)
{
    long hundredths = lround(fmin(fmax(v, -1e6), 1e6) * 100);
    long size = labs(hundredths);
    str_addf(out, "%s%ld", hundredths < 0 ? "-" : "", size / 100);
    if (size % 10)
        str_addf(out, ".%02ld", size % 100);
    else if (size % 100)
        str_addf(out, ".%ld", size % 100 / 10);
}

void svg_colour(struct str *out, const char *name, unsigned rgb)
{
    str_addf(out, " %s=\"#%06x\"", name, rgb);
}

void svg_char(struct str *out, uint32_t ch)
{
    char bytes[4];
    switch (ch) {
    case '&':
        str_add(out, "&amp;");
        return;
    case '<':
        str_add(out, "&lt;");
        return;
    case '>':
        str_add(out, "&gt;");
        return;
    case '"':
        str_add(out, "&quot;");
        return;
    default:
        ch = utf8_printable(ch);
        str_add_n(out, bytes, utf8_put(bytes, ch));
    }
}

void svg_text(struct str *out, const char *text)
{
    for (const char *at = text, *end = text + strlen(text); at < end;)
        svg_char(out, utf8_next(&at, end));
}

unsigned svg_attr(const struct svg *svg, const struct cell *cell)
{
    return cell->attr | theme_paint(svg->theme, DEPTH_256, (enum role)cell->role).attr;
}

bool svg_has_pixels(const struct svg *svg, const struct cell *cell)
{
    return svg->theme != THEME_MONO && (cell->upper || cell->lower);
}

/* ---- text ---- */

/* A piece of a row that is one element: one look, and either ASCII, which every monospaced font
 * has, or not: then it may come from another font with other widths, and what is behind it starts
 * anew at its own place. */
struct piece {
    uint8_t role;
    unsigned attr;
    bool ascii;
    int x, end; /* cells */
};

static bool is_ascii(const struct cell *cell)
{
    return cell->ch < 0x7F && !cell->mark;
}

static bool is_blank(const struct svg *svg, const struct cell *cell)
{
    bool pixels = svg_has_pixels(svg, cell) && !(cell->attr & ATTR_OVER);
    return (cell->ch == ' ' && !cell->mark) || svg_is_shape(cell->ch) || pixels;
}

static bool goes_on(const struct svg *svg, const struct piece *p, const struct cell *cell)
{
    return !is_blank(svg, cell) && cell->role == p->role && svg_attr(svg, cell) == p->attr &&
           is_ascii(cell) == p->ascii;
}

/* The piece that begins at x, which is no blank. One blank between words belongs to it. */
static struct piece piece_at(const struct svg *svg, int x, int y)
{
    const struct cell *cell = canvas_get(svg->canvas, x, y);
    struct piece p = {cell->role, svg_attr(svg, cell), is_ascii(cell), x, x + 1};
    while (p.end < svg->canvas->w) {
        const struct cell *next = canvas_get(svg->canvas, p.end, y);
        bool blank = next->ch == ' ' && p.end + 1 < svg->canvas->w && p.ascii;
        if (next->ch == 0 || goes_on(svg, &p, next))
            p.end++;
        else if (blank && goes_on(svg, &p, canvas_get(svg->canvas, p.end + 1, y)))
            p.end += 2;
        else
            break;
    }
    return p;
}

static void add_piece(const struct svg *svg, const struct piece *p, int y)
{
    struct str *out = svg->out;
    bool reversed = p->attr & ATTR_REVERSE;
    str_add(out, "<text x=\"");
    svg_number(out, svg_x(p->x));
    str_add(out, "\" y=\"");
    svg_number(out, svg_y(y) + BASELINE);
    str_add_char(out, '"');
    /* Fonts of another width than 0.6 are stretched to the cells. */
    if (p->ascii && p->end - p->x > 1)
        str_addf(out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"",
                 (p->end - p->x) * SVG_W);
    if (reversed || p->role != ROLE_TEXT)
        svg_colour(out, "fill",
                   reversed ? theme_background(svg->theme)
                            : theme_rgb(svg->theme, (enum role)p->role));
    if (p->attr & ATTR_BOLD)
        str_add(out, " font-weight=\"bold\"");
    if (p->attr & ATTR_UNDERLINE)
        str_add(out, " text-decoration=\"underline\"");
    str_add_char(out, '>');
    for (int x = p->x; x < p->end; x++) {
        const struct cell *cell = canvas_get(svg->canvas, x, y);
        if (cell->ch)
            svg_char(out, cell->ch);
        if (cell->mark)
            svg_char(out, cell->mark);
    }
    str_add(out, "</text>\n");
}

static void add_texts(const struct svg *svg)
{
    str_addf(svg->out,
             "<g id=\"text\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', "
             "monospace\" font-size=\"%d\"",
             SVG_FONT);
    svg_colour(svg->out, "fill", theme_rgb(svg->theme, ROLE_TEXT));
    str_add(svg->out, ">\n");
    svg_labels(svg);
    for (int y = 0; y < svg->canvas->h; y++) {
        for (int x = 0; x < svg->canvas->w;) {
            const struct cell *cell = canvas_get(svg->canvas, x, y);
            if (cell->ch == 0 || is_blank(svg, cell)) {
                x++;
                continue;
            }
            const struct piece piece = piece_at(svg, x, y);
            add_piece(svg, &piece, y);
            x = piece.end;
        }
    }
    str_add(svg->out, "</g>\n");
}

/* ---- the picture ---- */

void sink_svg(const struct canvas *c, const struct scene *scene, enum theme theme,
              const char *title, const char *description, struct str *out)
{
    const struct svg svg = {c, scene, theme, out};
    int w = c->w * SVG_W + 2 * SVG_PAD, h = c->h * SVG_H + 2 * SVG_PAD;
    str_addf(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n"
             "<title id=\"title\">",
             w, h, w, h);
    svg_text(out, title);
    str_add(out, "</title>\n<desc id=\"desc\">");
    svg_text(out, description);
    str_addf(out, "</desc>\n<rect id=\"background\" width=\"%d\" height=\"%d\"", w, h);
    svg_colour(out, "fill", theme_background(theme));
    str_add(out, "/>\n");
    svg_blocks(&svg);
    svg_lines(&svg);
    svg_curves(&svg);
    add_texts(&svg);
    str_add(out, "</svg>\n");
}
