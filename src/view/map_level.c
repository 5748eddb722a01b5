#include "view/map_level.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

const int map_level_bounds[MAP_LEVELS - 1] = {-30, -10, -3, -1, 1, 3, 10, 30};

int map_level(const struct map_point *at)
{
    int level = 0;
    if (isnan(at->ratio_log10) && isinf(at->last_log10) && at->last_log10 < 0)
        return MAP_LEVEL_NOTHING;
    if (isnan(at->ratio_log10) || (isinf(at->ratio_log10) && at->ratio_log10 > 0))
        return MAP_LEVEL_OVERFLOW;
    if (isinf(at->ratio_log10))
        return MAP_LEVEL_ZERO;
    while (level < MAP_LEVELS - 1 && at->ratio_log10 >= map_level_bounds[level])
        level++;
    return level;
}

char map_level_sign(int level)
{
    static const char signs[MAP_LEVELS + 1] = "=;:. +*%#";
    return level == MAP_LEVEL_ZERO       ? '0'
           : level == MAP_LEVEL_OVERFLOW ? '!'
           : level == MAP_LEVEL_NOTHING  ? '?'
                                         : signs[level];
}

static enum role role_of_sign(int level)
{
    return level < 0 || level == MAP_LEVEL_MIDDLE ? ROLE_TEXT
           : level < MAP_LEVEL_MIDDLE             ? ROLE_SERIES
                                                  : ROLE_SERIES + 1;
}

static enum role pixel_of(int level)
{
    return level < 0 ? ROLE_TEXT : (enum role)(ROLE_RAMP + level);
}

void map_level_put(struct pen *p, int x, int y, int upper, int lower)
{
    bool plain = upper < 0 && lower < 0;
    int shown = lower < 0 && !plain ? upper : lower;
    const struct pixels cell = {.upper = pixel_of(upper),
                                .lower = pixel_of(lower),
                                .role = role_of_sign(shown),
                                .sign = map_level_sign(shown)};
    pen_pixels(p, x, y, &cell);
}

/* ---- the key ---- */

/* Of a bound, with its minus. */
static void number_of(const struct pen *p, int bound, char out[16])
{
    (void)snprintf(out, 16, "%s%d", bound < 0 ? pen_symbol(p, "minus") : "", abs(bound));
}

/* Under the bounds of the bar, all of them or the outer ones; 0 under its middle. */
static void draw_numbers(struct pen *p, int x, int y, int each)
{
    char text[16];
    for (int i = 0; i < MAP_LEVELS - 1; i++) {
        if (each < 4 && i > 0 && i < MAP_LEVELS - 2)
            continue;
        number_of(p, map_level_bounds[i], text);
        (void)pen_text(p, x + each * (i + 1) - utf8_columns(text) / 2, y, -1, ROLE_AXIS, 0, text);
    }
    (void)pen_text(p, x + each * MAP_LEVEL_MIDDLE + each / 2, y, 1, ROLE_AXIS, 0, "0");
}

static void draw_bar(struct pen *p, int x, int y, int each)
{
    for (int i = 0; i < MAP_LEVELS * each; i++)
        map_level_put(p, x + i, y, i / each, i / each);
}

/* One row: numbers at the ends of the bar and on its middle. */
static void draw_low_key(struct pen *p, struct rect r)
{
    char lo[16];
    number_of(p, map_level_bounds[0], lo);
    int each = (r.w - 8) / MAP_LEVELS, x = r.x + 1 + utf8_columns(lo);
    draw_bar(p, x, r.y, each);
    if (each < 1)
        return;
    (void)pen_text(p, r.x + 1, r.y, -1, ROLE_AXIS, 0, lo);
    (void)pen_text(p, x + each * MAP_LEVEL_MIDDLE + each / 2, r.y, 1, ROLE_AXIS, 0, "0");
    number_of(p, map_level_bounds[MAP_LEVELS - 2], lo);
    (void)pen_text(p, x + MAP_LEVELS * each, r.y, -1, ROLE_AXIS, 0, lo);
}

void map_level_key(struct pen *p, struct rect r)
{
    enum { MOST = 8, WORD = 9 }; /* columns of a level; of a word and a blank */
    int bare = (r.w - 2) / MAP_LEVELS, spelled = (r.w - 2 - 2 * WORD) / MAP_LEVELS;
    bool words = spelled >= 4;
    int each = words ? spelled : bare, x = r.x + 1 + (words ? WORD : 0);
    if (r.h < 2) {
        if (r.h == 1)
            draw_low_key(p, r);
        return;
    }
    each = each < MOST ? each : MOST;
    draw_bar(p, x, r.y, each);
    if (each > 1)
        draw_numbers(p, x, r.y + 1, each);
    if (!words)
        return;
    (void)pen_text(p, r.x + 1, r.y, -1, ROLE_TEXT, 0, "vanishes");
    (void)pen_text(p, x + MAP_LEVELS * each + 1, r.y, -1, ROLE_TEXT, 0, "explodes");
    (void)pen_text(p, r.x + 1, r.y + 1, -1, ROLE_AXIS, 0, "decades");
}
