/* bare_curses: the least a curses program can do to show what the explorer's first screen shows.
 *
 * Draws the logistic function and elu (relu while alpha is 0) in Braille over the whole screen,
 * with zero lines and a line of values below. Left and right move a cursor by a dot, up and down
 * turn alpha, q ends. Straightforward: everything is computed and drawn anew for each key, and
 * curses finds what to send. What `bench_screen` measures the explorer against. */
#include <curses.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { W_MAX = 400, H_MAX = 200 };

static const double left = -6, right = 6, bottom = -1.2, top = 6.2;

/* Dots of one cell, and the pair of the curve drawn last in it. */
struct dots {
    uint8_t bits;
    short pair;
};

struct screen {
    int w, h;      /* of the plot, in cells */
    double cursor; /* in dots, from the left */
    double alpha;
    struct dots cell[H_MAX][W_MAX];
};

static double sigmoid(const struct screen *s, double x)
{
    (void)s;
    return 1 / (1 + exp(-x));
}

static double elu(const struct screen *s, double x)
{
    return x > 0 ? x : s->alpha * expm1(x);
}

static double x_of(const struct screen *s, double dot)
{
    return left + (right - left) * dot / (2 * s->w - 1);
}

static int row_of(const struct screen *s, double y)
{
    return (int)lround((top - y) / (top - bottom) * (4 * s->h - 1));
}

static void set(struct screen *s, int x, int y, short pair)
{
    static const uint8_t bit[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
    if (x < 0 || y < 0 || x >= 2 * s->w || y >= 4 * s->h)
        return;
    struct dots *cell = &s->cell[y / 4][x / 2];
    cell->bits |= bit[y % 4][x % 2];
    cell->pair = pair;
}

static void curve(struct screen *s, double (*f)(const struct screen *, double), short pair)
{
    int before = row_of(s, f(s, left));
    for (int x = 0; x < 2 * s->w; x++) {
        int row = row_of(s, f(s, x_of(s, x))), step = row < before ? -1 : 1;
        set(s, x, row, pair);
        for (int y = before; y != row; y += step)
            set(s, x, y, pair);
        before = row;
    }
}

static void show(const struct screen *s)
{
    for (int row = 0; row < s->h; row++) {
        for (int col = 0; col < s->w; col++) {
            const struct dots *cell = &s->cell[row][col];
            wchar_t text[2] = {cell->bits ? (wchar_t)(0x2800 + cell->bits) : L' ', L'\0'};
            cchar_t out;
            (void)setcchar(&out, text, A_NORMAL, cell->pair, NULL);
            (void)mvadd_wch(row, col, &out);
        }
    }
}

static void draw(struct screen *s)
{
    double x = x_of(s, s->cursor);
    s->w = COLS < W_MAX ? COLS : W_MAX;
    s->h = LINES - 1 < H_MAX ? LINES - 1 : H_MAX;
    memset(s->cell, 0, sizeof s->cell);
    for (int i = 0; i < 4 * s->h; i += 2)
        set(s, s->w, i, 0);
    for (int i = 0; i < 2 * s->w; i += 2)
        set(s, i, row_of(s, 0), 0);
    curve(s, sigmoid, 1);
    curve(s, elu, 2);
    for (int i = 0; i < 4 * s->h; i++)
        set(s, (int)s->cursor, i, 3);
    show(s);
    (void)mvprintw(s->h, 0, "x = %.3f  sigmoid %.6f  elu %.6f  alpha %.2f", x, sigmoid(s, x),
                   elu(s, x), s->alpha);
    (void)clrtoeol();
    (void)refresh();
}

static void start_curses(void)
{
    (void)initscr();
    (void)raw();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    (void)curs_set(0);
    (void)start_color();
    (void)use_default_colors();
    for (short i = 1; i <= 3; i++)
        (void)init_pair(i, i, -1);
}

int main(void)
{
    static struct screen s;
    (void)setlocale(LC_ALL, "");
    start_curses();
    s.cursor = COLS;
    for (int key = 0; key != 'q'; key = getch()) {
        s.cursor += key == KEY_RIGHT ? 1 : key == KEY_LEFT ? -1 : 0;
        s.alpha += key == KEY_UP ? 0.1 : key == KEY_DOWN ? -0.1 : 0;
        draw(&s);
    }
    (void)endwin();
    return 0;
}
