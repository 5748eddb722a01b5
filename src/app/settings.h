/* settings: everything a person chose, as one plain value that can be copied, compared by undo,
 * kept aside by a lesson and given back. Whatever can be computed from it (stacks, completions,
 * layouts) is not here. Only commands and app_tick (the playhead) change it. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "num/act.h"
#include "num/stack.h"

enum screen {
    SCREEN_PLOT,
    SCREEN_FLOW,
    SCREEN_UNITS,
    SCREEN_MAP,
    SCREEN_TABLE,
    SCREEN_LESSONS,
    SCREEN_HELP,
    SCREEN_COUNT
};

/* The functions of one screen, each with its parameters; the same may stand twice. */
enum { ACTS_MAX = 6, FLOW_ACTS_MAX = 4 };

struct acts {
    int n;
    int focus; /* 0..n-1: the one that keys and bare parameter names mean */
    struct act_use use[ACTS_MAX];
};

enum plot_layout { PLOT_OVERLAY, PLOT_STACKED, PLOT_SIDE };
enum plot_scale { PLOT_LINEAR, PLOT_LOG, PLOT_SYMLOG };
enum plot_unit { PLOT_UNIT_ONE, PLOT_UNIT_PI };
enum plot_aspect { PLOT_ASPECT_AUTO, PLOT_ASPECT_EQUAL };

struct plot_settings {
    struct acts acts;
    double range[2];       /* x */
    double yrange[2];      /* nan, nan: fitted to the curves */
    int xscale, yscale;    /* enum plot_scale */
    double xnear, ynear;   /* of symlog axes: within this of 0 they run evenly; nan: chosen */
    int unit;              /* of x: enum plot_unit */
    int aspect;            /* enum plot_aspect */
    double cursor;         /* x */
    int cursor_on;         /* bool: off until the cursor is first moved */
    double mark;           /* x from which is measured; nan: none */
    int layout;            /* enum plot_layout */
    int share;             /* bool: all panels have one y axis */
    int df, d2f;           /* show f', f'' (bool) */
    int tangent, card;     /* bools */
    int grid, zones, hist; /* bools */
    int hist_layer;        /* whose z the histogram has; 0: all layers */
    int ghost;             /* bool: the curve before the last turn of a knob stays as a shadow */
    int card_scroll;       /* lines */
    int param;             /* the chosen knob, an index into option_knobs */
};

enum flow_show { FLOW_SHOW_DELTA, FLOW_SHOW_DW };

struct flow_settings {
    struct acts acts;
    int layers, width, batch;
    int init; /* enum stack_init, with its scale for normal, uniform */
    double init_scale;
    int dist; /* enum stack_dist */
    int mode; /* enum stack_mode */
    double gain, bias, weight, input, saturated_below;
    int residual;  /* bool */
    int norm;      /* enum stack_norm */
    int precision; /* enum round_format */
    double seed;   /* nan: the global one */
    int show;      /* enum flow_show */
    int theory, ledger;
    int ghost;       /* bool: marks of the bars before the last change of a knob */
    double speed;    /* layers a second at speed 1: see app_tick */
    double playhead; /* steps done: 0..N forward, N..2N backward */
    int playing;
    double until; /* where a replay ends, slow until then; no more than the playhead: no replay */
    int param;    /* the chosen knob, an index into option_knobs */
    /* output only: */
    int format;
    int repeat; /* how often shell flow runs its passes */
};

enum units_show { UNITS_SHOW_ACTIVITY, UNITS_SHOW_ZERO, UNITS_SHOW_SATURATED, UNITS_SHOW_DEAD };

/* The units screen looks into a stack of the flow screen: its functions and network are those. */
struct units_settings {
    int show;        /* enum units_show */
    int layer, unit; /* the chosen unit, both from 1; layer 0: none is chosen */
    /* output only: */
    int format;
};

/* The map screen runs stacks of the flow screen's function that has the focus, but for depth and
 * gain as the flow settings say. */
struct map_settings {
    int layers;      /* the greatest depth */
    double gain[2];  /* of the weights */
    int column, row; /* the chosen point of the map, from 1: its depth, its gain */
    /* output only: */
    int format;
};

enum { TABLE_ROWS = 128, TABLE_FILTER = 96 };

struct table_settings {
    int sort;    /* 0: the table's own order, else 1 + the number of a row of fact_table, after
                    the last of which comes the name */
    int reverse; /* bool: largest first */
    char filter[TABLE_FILTER]; /* part of a name, or a condition on facts; "" all */
    int init;                  /* enum stack_init that q* and chi belong to, with its scale */
    double init_scale;
    int choice; /* the chosen line, from 1 */
    int column; /* the first column of properties shown, from 1 */
    /* output only: */
    int format;
};

struct help_settings {
    char topic[ACT_NAME]; /* "" the screen one came from */
    int scroll;
    int from; /* enum screen to go back to */
};

struct settings {
    struct act_names names; /* functions of one's own in force */
    int screen;             /* enum screen */
    double seed;
    int raster; /* 0 auto, else 1 + enum raster */
    int theme;  /* enum theme of draw/, by number: app/ knows no colours */
    int mouse;  /* bool: the program takes the mouse, not the terminal */
    struct plot_settings plot;
    struct flow_settings flow;
    struct units_settings units;
    struct map_settings map;
    struct table_settings table;
    struct help_settings help;
    int lesson_choice; /* line of the list on the lessons screen */
};

/* The defaults of the option table and the functions a newcomer sees first. */
void settings_default(struct settings *s);

/* Equal but for where one looks (screen, animation, list, help): is there anything to undo, has a
 * learner done anything? */
bool settings_same(const struct settings *a, const struct settings *b);

/* The functions of a screen that has some (plot, flow), or NULL. */
struct acts *settings_acts(struct settings *s, enum screen screen);
const struct acts *settings_acts_const(const struct settings *s, enum screen screen);

/* The stack that the flow settings describe for its i-th function. */
struct stack_spec settings_spec(const struct settings *s, int i);

/* What a person reads for acts->use[i]: "elu", the second one "elu#2"; of a formula its text. */
char *settings_act_name(const struct acts *acts, int i, char out[ACT_NAME]);

/* What commands and expressions call it: the same, but a formula is "formula", the second one
 * "formula#2". */
char *settings_act_id(const struct acts *acts, int i, char out[ACT_NAME]);

/* Which of them a command means by an id or by all that a person reads; -1: none. */
int settings_act_find(const struct acts *acts, const char *name);

/* The functions on these settings' screens that were `old` are `act` from now on; parameters of the
 * same name keep their values. */
void settings_replace_act(struct settings *s, const struct act *old, const struct act *act);

/* The screen names, "plot" and so on. */
extern const char *const screen_names[SCREEN_COUNT];

#endif
