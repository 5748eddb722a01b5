/* layout: where everything is, in cells. Computed from the size and the state by one function, used
 * by whoever draws, whoever asks where the cursor belongs and whoever asks what a click means, so
 * that a click hits what is seen. A rectangle that has no place is empty (w or h is 0).
 *
 *   row 0         tabs, and at the right where one is
 *   body          the screen; beside it (wide) or below it (narrow) the narration of a lesson
 *   matches       completions, while there are any
 *   status        what is shown, or a note, which may take several rows
 *   hint          keys that matter now, or the prompt; low terminals: in place of the status,
 *                 whose rectangle has it then */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "app/option.h"
#include "view/view.h"

enum { LAYOUT_MIN_W = 40, LAYOUT_MIN_H = 12, LAYOUT_KNOBS = 12, LAYOUT_TAB = 24 };

/* Columns before a note in the status rectangle. */
enum { LAYOUT_NOTE = 1 };

struct layout {
    int w, h;
    bool tiny; /* below the least size: one line, nothing else */
    bool bare; /* a picture of the screen: nothing to work it with */

    struct rect tab[SCREEN_COUNT];
    bool tabs_whole; /* with their titles */
    struct rect corner;
    struct rect body, narration;
    struct rect matches, status, hint;

    /* Plot: panels of curves, legend, sliders, card. */
    int panels; /* 1, or one for each function; 0 on other screens and where all is tiny */
    struct rect panel[ACTS_MAX];
    struct rect legend[ACTS_MAX]; /* an entry for each function; empty where there is no room */
    bool legend_tall;             /* entries have a row for f, f', f'' each; else one row */
    bool measures;                /* and rows for what is measured from the mark */
    struct rect card;             /* of the table too */

    /* Flow: stacks, what the numbers say. */
    struct rect stack[FLOW_ACTS_MAX];
    bool rows;    /* a layer is a row; else a column */
    int label;    /* columns left of the bars: layer numbers, or the log axis */
    int each;     /* from one layer shown to the next; the first and the last always are */
    int bars;     /* of a stack */
    int pitch;    /* rows (columns) from one bar to the next */
    bool arrives; /* one bar more, before layer 1: what arrives at the input */
    struct rect words;

    /* Units: a grid of cells, layers from left to right and units from top to bottom, of which a
     * cell may stand for several; below it their numbers, bars over the layers, the key of the
     * signs. Labels have the columns before them (l->label). Beside or below: `card`. */
    struct rect grid, ruler, strip, key;
    int cell_w, cell_h; /* columns of the narrowest cell, rows of each */
    int cells_across, cells_down;
    int layer_each, unit_each; /* what a cell stands for */

    /* Map: panel[0] with its axes, legend[0] for the colours, and words. */

    /* Table: the head and the rows; its card is `card`. */
    struct rect table;

    /* Knobs of the plot, flow and units screens. */
    int knobs;
    bool chips; /* "name value" beside each other; else a row each with a slider */
    struct option_ref ref[LAYOUT_KNOBS];
    struct rect knob[LAYOUT_KNOBS];
    int knob_name;  /* columns of their names, a blank included */
    bool knob_keys; /* one of them has keys of its own */
};

void layout_init(struct layout *l, const struct model *m, int w, int h);

/* Only a plot with its title (the status rectangle) above and its legend below, for printing. */
void layout_plot_only(struct layout *l, const struct model *m, int w, int h);

/* The current screen as a picture: a title (the status rectangle), below it all that shows
 * something, without knobs, which a picture has no use for. */
void layout_bare(struct layout *l, const struct model *m, int w, int h);

/* Text of a tab: "[1 Plot]" when it is chosen, " 1 Plot " when not, or its key alone where not all
 * have room as a `whole`. Returns out. */
char *layout_tab_text(const struct model *m, int screen, bool whole, char out[LAYOUT_TAB]);

/* Rows above (its name, the moving number) and below (layer numbers) the bars of a stack whose
 * layers are columns. A stack of rows has its name above only. */
enum { LAYOUT_STACK_HEAD = 2, LAYOUT_STACK_FOOT = 1 };

/* The layer that the bar `slot` (from 0) stands for; 0: the input. */
int layout_bar_layer(const struct layout *l, int layers, int slot);

/* A cell of the grid of units: all together fill its width. */
struct rect layout_cell(const struct layout *l, int across, int down);

bool layout_hit(struct rect r, int x, int y);

#endif
