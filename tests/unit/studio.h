/* studio: a pen for vectors on a canvas, and the picture of what it drew, for tests. */
#ifndef TESTS_UNIT_STUDIO_H
#define TESTS_UNIT_STUDIO_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/sink_svg.h"
#include "draw/svg_part.h"
#include "sheet.h"
#include "xml.h"

struct studio {
    struct canvas canvas;
    struct scene scene;
    struct pen *pen;
    struct str svg;
};

static inline void studio_init(struct studio *s, int w, int h, bool unicode)
{
    canvas_init(&s->canvas, w, h);
    scene_init(&s->scene);
    s->pen = pen_new_vector(&s->canvas, &s->scene, unicode);
    str_init(&s->svg);
}

static inline void studio_done(struct studio *s)
{
    pen_free(s->pen);
    scene_done(&s->scene);
    canvas_done(&s->canvas);
    str_done(&s->svg);
}

static inline const char *show(struct studio *s)
{
    pen_finish(s->pen);
    str_clear(&s->svg);
    sink_svg(&s->canvas, &s->scene, THEME_DARK, "title", "what it shows", &s->svg);
    const char *wrong = xml_check(s->svg.data);
    if (wrong)
        fail_msg("not well-formed at: %.60s\n%s", wrong, s->svg.data);
    return s->svg.data;
}

/* What stands in d="" of the n-th path of a group. */
static inline void path_of(const char *svg, const char *group, int n, char *out, size_t size)
{
    char open[64];
    (void)snprintf(open, sizeof open, "<g id=\"%s\"", group);
    const char *at = strstr(svg, open);
    assert_non_null(at);
    for (int i = 0; i <= n; i++) {
        at = strstr(at, " d=\"");
        assert_non_null(at);
        at += 4;
    }
    (void)snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
}

static inline void assert_path(struct studio *s, const char *group, const char *expected)
{
    char path[512];
    path_of(show(s), group, 0, path, sizeof path);
    assert_string_equal(path, expected);
}

/* Every <text>, from its x for as long as it is, lies in the picture. */
static inline void assert_text_inside(const char *svg)
{
    double width = strtod(strstr(svg, "width=\"") + 7, NULL);
    double height = strtod(strstr(svg, "height=\"") + 8, NULL);
    for (const char *at = svg; (at = strstr(at, "<text x=\"")); at++) {
        const char *end = strchr(at, '>'), *y = strstr(at, " y=\"");
        const char *length = strstr(at, " textLength=\"");
        double from = strtod(at + 9, NULL), room = SVG_W;
        if (length && length < end)
            room = strtod(length + 13, NULL);
        assert_true(from >= 0 && from + room <= width);
        double base = strtod(y + 4, NULL);
        assert_true(base >= SVG_FONT * 0.7 && base <= height);
    }
}

#endif
