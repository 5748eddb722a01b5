/* The map of stacks, for the shell: a row for each point. */
#include "app/maps.h"
#include "num/map.h"
#include "view/report.h"
#include "view/rows.h"

/* A row for each depth and gain, from the least on; a table for people has the coarse points. */
void report_map(const struct app *app, enum report_format format, struct str *out)
{
    const struct map *map = app_map(app);
    int each = format == REPORT_TABLE ? MAP_COARSE : 1;
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "layers", ROWS_RIGHT);
    rows_header(&rows, "gain", ROWS_RIGHT);
    rows_header(&rows, "ratio_log10", ROWS_RIGHT);
    rows_header(&rows, "decades", ROWS_RIGHT);
    rows_header(&rows, "theory_log10", ROWS_RIGHT);
    for (int k = 0; map && k < MAP_GAINS; k += each) {
        int before = 0;
        for (int i = 0; i < MAP_DEPTHS; i += each) {
            struct map_point at;
            if (!map_at(map, i, k, &at) || at.layers == before) /* shallow maps have it twice */
                continue;
            before = at.layers;
            rows_count(&rows, at.layers);
            rows_number(&rows, at.gain);
            rows_number(&rows, at.ratio_log10);
            rows_number(&rows, at.decades);
            rows_number(&rows, at.theory_log10);
            rows_end(&rows);
        }
    }
    rows_done(&rows);
}
