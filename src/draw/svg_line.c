/* Box drawing as strokes: fonts leave gaps between cells, and some have no such characters. */
#include "draw/svg_part.h"

#include <string.h>

enum arm { LEFT, RIGHT, UP, DOWN, ARMS };

/* U+2500 .. U+257F: how thick each arm is, left, right, up, down; "" for those that are written as
 * text (double lines, diagonals) or drawn in another way (dashes, arcs). */
static const char arms_of[128][ARMS + 1] = {
    "1100", "2200", "0011", "0022", "",     "",     "",     "",     "",     "",     "",
    "",     "0101", "0201", "0102", "0202", "1001", "2001", "1002", "2002", "0110", "0210",
    "0120", "0220", "1010", "2010", "1020", "2020", "0111", "0211", "0121", "0112", "0122",
    "0221", "0212", "0222", "1011", "2011", "1021", "1012", "1022", "2021", "2012", "2022",
    "1101", "2101", "1201", "2201", "1102", "2102", "1202", "2202", "1110", "2110", "1210",
    "2210", "1120", "2120", "1220", "2220", "1111", "2111", "1211", "2211", "1121", "1112",
    "1122", "2121", "1221", "2112", "1212", "2221", "2212", "2122", "1222", "2222", [0x74] = "1000",
    "0010", "0100", "0001", "2000", "0020", "0200", "0002", "1200", "0012", "2100", "0021",
};

enum { BOX = 0x2500, BOX_END = 0x2580, ARC = 0x256D, ARC_END = 0x2571 };

static int arm(uint32_t ch, enum arm side)
{
    const char *arms = ch >= BOX && ch < BOX_END ? arms_of[ch - BOX] : "";
    return arms[0] ? arms[side] - '0' : 0;
}

/* Dashes in a cell: 2, 3, 4; 0: none. */
static int dashes(uint32_t ch)
{
    if (ch >= 0x2504 && ch < 0x250C)
        return ch < 0x2508 ? 3 : 4;
    return ch >= 0x254C && ch < 0x2550 ? 2 : 0;
}

static bool is_box(uint32_t ch)
{
    bool arms = ch >= BOX && ch < BOX_END && arms_of[ch - BOX][0];
    return arms || dashes(ch) > 0 || (ch >= ARC && ch < ARC_END);
}

bool svg_is_shape(uint32_t ch)
{
    return is_box(ch) || (ch >= 0x2580 && ch <= 0x259F);
}

/* One path: all lines of a role and a thickness. */
struct pass {
    const struct svg *svg;
    int role, weight;
    bool any; /* is its path begun? */
};

static uint32_t box_at(const struct pass *p, int x, int y)
{
    const struct cell *cell = canvas_get(p->svg->canvas, x, y);
    return cell->role == p->role && is_box(cell->ch) ? cell->ch : 0;
}

/* Whole pixels and a half: thin lines are sharp. */
static double middle_x(int x)
{
    return svg_x(x) + SVG_W / 2 + 0.5;
}

static double middle_y(int y)
{
    return svg_y(y) + SVG_H / 2 + 0.5;
}

static void move_to(struct pass *p, double x, double y)
{
    struct str *out = p->svg->out;
    if (!p->any) {
        str_add(out, "<path");
        svg_colour(out, "stroke", theme_rgb(p->svg->theme, (enum role)p->role));
        if (p->weight > 1)
            str_addf(out, " stroke-width=\"%d\"", p->weight);
        str_add(out, " d=\"");
        p->any = true;
    }
    str_add_char(out, 'M');
    svg_number(out, x);
    str_add_char(out, ' ');
    svg_number(out, y);
}

static void add_to(const struct pass *p, char letter, double v)
{
    str_add_char(p->svg->out, letter);
    svg_number(p->svg->out, v);
}

/* Arms of neighbours that meet are one stroke. */
static void lines_across(struct pass *p, int y)
{
    int w = p->svg->canvas->w;
    double from = -1;
    for (int x = 0; x <= w; x++) {
        uint32_t ch = x < w ? box_at(p, x, y) : 0;
        bool left = arm(ch, LEFT) == p->weight, right = arm(ch, RIGHT) == p->weight;
        double end = left ? middle_x(x) : svg_x(x);
        if (from >= 0 && !(left && right)) {
            move_to(p, from, middle_y(y));
            add_to(p, 'H', end);
            from = -1;
        } else if (from < 0 && left && !right) {
            move_to(p, svg_x(x), middle_y(y));
            add_to(p, 'H', end);
        }
        if (from < 0 && right)
            from = left ? svg_x(x) : middle_x(x);
    }
}

static void lines_down(struct pass *p, int x)
{
    int h = p->svg->canvas->h;
    double from = -1;
    for (int y = 0; y <= h; y++) {
        uint32_t ch = y < h ? box_at(p, x, y) : 0;
        bool up = arm(ch, UP) == p->weight, down = arm(ch, DOWN) == p->weight;
        double end = up ? middle_y(y) : svg_y(y);
        if (from >= 0 && !(up && down)) {
            move_to(p, middle_x(x), from);
            add_to(p, 'V', end);
            from = -1;
        } else if (from < 0 && up && !down) {
            move_to(p, middle_x(x), svg_y(y));
            add_to(p, 'V', end);
        }
        if (from < 0 && down)
            from = up ? svg_y(y) : middle_y(y);
    }
}

static void add_dashes(struct pass *p, uint32_t ch, int x, int y)
{
    int n = dashes(ch);
    bool down = ch & 2U, heavy = ch & 1U; /* the order of the block */
    if (ch >= 0x254C)
        down = ch >= 0x254E;
    if (1 + heavy != p->weight)
        return;
    double size = down ? SVG_H : SVG_W, part = size / n;
    for (int i = 0; i < n; i++) {
        double at = (i + 0.2) * part;
        move_to(p, down ? middle_x(x) : svg_x(x) + at, down ? svg_y(y) + at : middle_y(y));
        add_to(p, down ? 'v' : 'h', 0.6 * part);
    }
}

/* A rounded corner, from the side to above or below. */
static void add_arc(struct pass *p, uint32_t ch, int x, int y)
{
    bool right = ch == ARC || ch == ARC + 3, down = ch < ARC + 2;
    if (p->weight != 1)
        return;
    move_to(p, svg_x(right ? x + 1 : x), middle_y(y));
    add_to(p, 'Q', middle_x(x));
    add_to(p, ' ', middle_y(y));
    add_to(p, ' ', middle_x(x));
    add_to(p, ' ', svg_y(down ? y + 1 : y));
}

static void add_singles(struct pass *p, int y)
{
    for (int x = 0; x < p->svg->canvas->w; x++) {
        uint32_t ch = box_at(p, x, y);
        if (ch && dashes(ch))
            add_dashes(p, ch, x, y);
        else if (ch >= ARC && ch < ARC_END)
            add_arc(p, ch, x, y);
    }
}

static void add_pass(struct pass *p)
{
    const struct canvas *c = p->svg->canvas;
    for (int y = 0; y < c->h; y++) {
        lines_across(p, y);
        add_singles(p, y);
    }
    for (int x = 0; x < c->w; x++)
        lines_down(p, x);
    if (p->any)
        str_add(p->svg->out, "\"/>\n");
}

void svg_lines(const struct svg *svg)
{
    const struct canvas *c = svg->canvas;
    bool has[ROLE_COUNT] = {false}, any = false;
    for (size_t i = 0; i < (size_t)c->w * (size_t)c->h; i++)
        if (is_box(c->cell[i].ch))
            has[c->cell[i].role] = any = true;
    if (!any)
        return;
    str_add(svg->out, "<g id=\"lines\" fill=\"none\" stroke-linecap=\"square\">\n");
    for (int role = 0; role < ROLE_COUNT; role++) {
        for (int weight = 1; weight <= 2 && has[role]; weight++) {
            struct pass pass = {svg, role, weight, false};
            add_pass(&pass);
        }
    }
    str_add(svg->out, "</g>\n");
}
