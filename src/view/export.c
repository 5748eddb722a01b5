#include "view/export.h"

#include <string.h>
#include <strings.h>

#include "draw/sink.h"
#include "draw/sink_svg.h"
#include "view/layout.h"
#include "view/report.h"

const char *const export_names[EXPORT_COUNT] = {
    [EXPORT_SVG] = "svg", [EXPORT_TXT] = "txt", [EXPORT_CSV] = "csv", [EXPORT_JSON] = "json"};

static bool find(const char *name, enum export_format *out)
{
    for (int i = 0; i < EXPORT_COUNT; i++) {
        if (strcasecmp(export_names[i], name) == 0) {
            *out = (enum export_format)i;
            return true;
        }
    }
    return false;
}

bool export_find(const char *name, enum export_format *out, struct err *e)
{
    return find(name, out) || err_set(e, "a format is svg, txt, csv or json, not %s", name);
}

bool export_by_ending(const char *path, enum export_format *out, struct err *e)
{
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    const char *dot = strrchr(file, '.');
    if (dot && dot > file && find(dot + 1, out))
        return true;
    return err_set(e,
                   "%s: the name of the file says what is written: it ends in .svg, .txt, .csv "
                   "or .json",
                   path);
}

/* ---- pictures ---- */

static void write_text(const struct model *m, const struct export_size *size, struct str *out)
{
    struct canvas canvas;
    canvas_init(&canvas, size->w, size->h);
    struct pen *pen =
        view_pen(app_settings(m->app), &canvas, size->unicode ? RASTER_BRAILLE : RASTER_ASCII);
    view_bare(m, pen);
    sink_text(&canvas, out);
    pen_free(pen);
    canvas_done(&canvas);
}

static void write_svg(const struct model *m, const struct export_size *size, struct str *out)
{
    struct canvas canvas;
    struct scene scene;
    struct str title, words;
    str_init(&title);
    str_init(&words);
    canvas_init(&canvas, size->w, size->h);
    scene_init(&scene);
    struct pen *pen = pen_new_vector(&canvas, &scene, size->unicode);
    view_bare(m, pen);
    view_title(m, pen, &title);
    view_say(m, &words);
    if (title.len == 0)
        str_add(&title, "actviz");
    sink_svg(&canvas, &scene, (enum theme)app_settings(m->app)->theme, title.data, words.data, out);
    pen_free(pen);
    scene_done(&scene);
    canvas_done(&canvas);
    str_done(&words);
    str_done(&title);
}

/* ---- numbers ---- */

static bool write_numbers(const struct model *m, enum report_format format, struct str *out,
                          struct err *e)
{
    switch (app_settings(m->app)->screen) {
    case SCREEN_PLOT:
        report_plot(m->app, format, out);
        return true;
    case SCREEN_FLOW:
        report_flow(m->app, format, 0, out);
        return true;
    case SCREEN_UNITS:
        report_units(m->app, app_settings(m->app)->flow.acts.focus, format, 0, out);
        return true;
    case SCREEN_MAP:
        report_map(m->app, format, out);
        return true;
    case SCREEN_TABLE:
        report_table(m->app, format, 0, out);
        return true;
    default:
        return err_set(e, "the %s screen has no numbers to write: its picture can be .svg or .txt",
                       screen_names[app_settings(m->app)->screen]);
    }
}

bool export_screen(const struct model *m, enum export_format format, const struct export_size *size,
                   struct str *out, struct err *e)
{
    if (format == EXPORT_CSV || format == EXPORT_JSON)
        return write_numbers(m, format == EXPORT_CSV ? REPORT_CSV : REPORT_JSON, out, e);
    if (size->w < LAYOUT_MIN_W || size->h < LAYOUT_MIN_H)
        return err_set(e, "a picture of %dx%d shows nothing: %dx%d is the least", size->w, size->h,
                       LAYOUT_MIN_W, LAYOUT_MIN_H);
    if (format == EXPORT_SVG)
        write_svg(m, size, out);
    else
        write_text(m, size, out);
    return true;
}
