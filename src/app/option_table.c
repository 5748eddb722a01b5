/* The options, one row each: the only list of them. */
#include "app/option.h"

#include <math.h>

#include "app/table.h"
#include "num/map.h"

static const char *const raster_values[] = {"auto", "braille", "quadrant", "half", "ascii", NULL};
static const char *const theme_values[] = {"dark", "light", "contrast", "mono", NULL};
static const char *const screen_values[] = {"plot",  "flow",    "units", "map",
                                            "table", "lessons", "help",  NULL};
static const char *const layout_values[] = {"overlay", "stacked", "side", NULL};
static const char *const scale_values[] = {"linear", "log", "symlog", NULL};
static const char *const unit_values[] = {"one", "pi", NULL};
static const char *const aspect_values[] = {"auto", "equal", NULL};
static const char *const init_values[] = {"xavier", "he",      "lecun", "orthogonal",
                                          "normal", "uniform", NULL};
static const char *const dist_values[] = {"normal", "uniform", NULL};
static const char *const mode_values[] = {"mlp", "chain", NULL};
static const char *const norm_values[] = {"none", "batch", "layer", NULL};
static const char *const show_values[] = {"delta", "dw", NULL};
static const char *const units_values[] = {"activity", "zero", "saturated", "dead", NULL};
static const char *const format_values[] = {"table", "tsv", "csv", "json", NULL};

/* What others call the schemes. */
static const struct option_alias init_aliases[] = {
    {"glorot", STACK_XAVIER}, {"kaiming", STACK_HE}, {NULL, 0}};

#define ANY       .screen = SCREEN_COUNT
#define AT(field) .offset = offsetof(struct settings, field)
/* Whole numbers up to here are exact in a double, the type of every value. */
#define WHOLE_MAX 9007199254740992.0

const struct option option_table[] = {
    {ANY, "screen", OPTION_ENUM, AT(screen), .value = "plot", .names = screen_values,
     .flags = OPTION_LESSON, .help = "What is shown."},
    {ANY, "seed", OPTION_NUMBER, AT(seed), .min = 0, .max = WHOLE_MAX, .step = 1, .value = "1",
     .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "Fixes everything random: weights, inputs, gradients."},
    {ANY, "raster", OPTION_ENUM, AT(raster), .value = "auto", .names = raster_values,
     .flags = OPTION_VIEW,
     .help =
         "What curves are drawn with; auto: Braille where the locale is UTF-8, half blocks on a "
         "text console."},
    {ANY, "theme", OPTION_ENUM, AT(theme), .value = "dark", .names = theme_values,
     .flags = OPTION_VIEW,
     .help = "Colours for a dark or light terminal, high contrast for a projector, or none."},
    {ANY, "mouse", OPTION_BOOL, AT(mouse), .value = "on", .flags = OPTION_VIEW,
     .help = "Take clicks, drags and the wheel; off: the terminal has them, to select text."},

    {SCREEN_PLOT, "range", OPTION_RANGE, AT(plot.range), .min = -1e12, .max = 1e12, .value = "-6:6",
     .flags = OPTION_LESSON, .help = "The part of the x axis that is shown."},
    {SCREEN_PLOT, "yrange", OPTION_RANGE, AT(plot.yrange), .min = -1e12, .max = 1e12,
     .value = "auto", .flags = OPTION_LESSON | OPTION_AUTO,
     .help = "The part of the y axis; auto: what fits the curves."},
    {SCREEN_PLOT, "xscale", OPTION_ENUM, AT(plot.xscale), .value = "linear", .names = scale_values,
     .flags = OPTION_LESSON,
     .help = "How the x axis runs: evenly, by powers of ten, or evenly only near 0."},
    {SCREEN_PLOT, "yscale", OPTION_ENUM, AT(plot.yscale), .value = "linear", .names = scale_values,
     .flags = OPTION_LESSON,
     .help = "How the y axis runs: evenly, by powers of ten, or evenly only near 0."},
    {SCREEN_PLOT, "xnear", OPTION_NUMBER, AT(plot.xnear), .min = 1e-300, .max = 1e12, .step = 0.1,
     .value = "auto", .flags = OPTION_LESSON | OPTION_AUTO,
     .help = "Within this of 0 a symlog x axis runs evenly; auto: a thousandth of the range."},
    {SCREEN_PLOT, "ynear", OPTION_NUMBER, AT(plot.ynear), .min = 1e-300, .max = 1e12, .step = 0.1,
     .value = "auto", .flags = OPTION_LESSON | OPTION_AUTO,
     .help = "Within this of 0 a symlog y axis runs evenly; auto: a thousandth of the range."},
    {SCREEN_PLOT, "unit", OPTION_ENUM, AT(plot.unit), .value = "one", .names = unit_values,
     .flags = OPTION_LESSON, .help = "Ticks of x at round numbers, or at round multiples of pi."},
    {SCREEN_PLOT, "aspect", OPTION_ENUM, AT(plot.aspect), .value = "auto", .names = aspect_values,
     .flags = OPTION_LESSON,
     .help = "equal: one unit is as long on y as on x, so that slope 1 is seen as 45 degrees."},
    {SCREEN_PLOT, "cursor", OPTION_NUMBER, AT(plot.cursor), .min = -1e12, .max = 1e12, .step = 0.1,
     .value = "0", .flags = OPTION_LESSON, .help = "Where values are read."},
    {SCREEN_PLOT, "cursor_on", OPTION_BOOL, AT(plot.cursor_on), .value = "off",
     .flags = OPTION_LESSON, .help = "Show the cross hair."},
    {SCREEN_PLOT, "mark", OPTION_NUMBER, AT(plot.mark), .min = -1e12, .max = 1e12, .step = 0.1,
     .value = "auto", .flags = OPTION_LESSON | OPTION_AUTO,
     .help = "A second place, to measure between it and the cursor; auto: none."},
    {SCREEN_PLOT, "layout", OPTION_ENUM, AT(plot.layout), .value = "overlay",
     .names = layout_values, .flags = OPTION_LESSON,
     .help = "Functions in one plot, under each other, or beside each other."},
    {SCREEN_PLOT, "share", OPTION_BOOL, AT(plot.share), .value = "on", .flags = OPTION_LESSON,
     .help = "Panels beside or under each other have one y axis, so that they compare."},
    {SCREEN_PLOT, "df", OPTION_BOOL, AT(plot.df), .value = "on", .flags = OPTION_LESSON,
     .help = "Show the derivative f'."},
    {SCREEN_PLOT, "d2f", OPTION_BOOL, AT(plot.d2f), .value = "off", .flags = OPTION_LESSON,
     .help = "Show the second derivative f''."},
    {SCREEN_PLOT, "tangent", OPTION_BOOL, AT(plot.tangent), .value = "off", .flags = OPTION_LESSON,
     .help = "Show the tangent of the focused function at the cursor."},
    {SCREEN_PLOT, "card", OPTION_BOOL, AT(plot.card), .value = "on", .flags = OPTION_LESSON,
     .help = "Show the card of the focused function beside the plot."},
    {SCREEN_PLOT, "card_scroll", OPTION_INT, AT(plot.card_scroll), .min = 0, .max = 999, .step = 1,
     .value = "0", .flags = 0, .help = "Lines the card is scrolled down."},
    {SCREEN_PLOT, "grid", OPTION_BOOL, AT(plot.grid), .value = "off", .flags = OPTION_LESSON,
     .help = "Show a light grid through the ticks."},
    {SCREEN_PLOT, "zones", OPTION_BOOL, AT(plot.zones), .value = "off", .flags = OPTION_LESSON,
     .help = "Shade where the slope of the focused function is below saturated_below, or 0."},
    {SCREEN_PLOT, "hist", OPTION_BOOL, AT(plot.hist), .value = "off", .flags = OPTION_LESSON,
     .help = "Show under the x axis where the units of a stack of the focused function live."},
    {SCREEN_PLOT, "hist_layer", OPTION_INT, AT(plot.hist_layer), .min = 0, .max = STACK_LAYERS_MAX,
     .step = 1, .value = "0", .flags = OPTION_LESSON,
     .help = "The layer whose pre-activations the histogram counts; 0: all."},
    {SCREEN_PLOT, "ghost", OPTION_BOOL, AT(plot.ghost), .value = "on", .flags = OPTION_LESSON,
     .help = "Keep the curve from before the last turn of a knob as a shadow."},

    {SCREEN_FLOW, "layers", OPTION_INT, AT(flow.layers), .min = 1, .max = STACK_LAYERS_MAX,
     .step = 1, .value = "20", .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "Depth N of the stacks."},
    {SCREEN_FLOW, "width", OPTION_INT, AT(flow.width), .min = 1, .max = STACK_WIDTH_MAX, .step = 1,
     .value = "64", .flags = OPTION_LESSON | OPTION_KNOB | OPTION_LOG, .help = "Units in a layer."},
    {SCREEN_FLOW, "batch", OPTION_INT, AT(flow.batch), .min = 1, .max = STACK_BATCH_MAX, .step = 1,
     .value = "64", .flags = OPTION_LESSON | OPTION_LOG,
     .help = "Inputs that go through together."},
    {SCREEN_FLOW, "init", OPTION_INIT, AT(flow.init), .value = "he", .names = init_values,
     .scale = offsetof(struct settings, flow.init_scale), .alias = init_aliases,
     .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "How weights start: a scheme (glorot is xavier, kaiming is he), normal:STD or "
             "uniform:LIMIT."},
    {SCREEN_FLOW, "gain", OPTION_NUMBER, AT(flow.gain), .min = 0, .max = 1e6, .step = 0.1,
     .value = "1", .flags = OPTION_LESSON | OPTION_KNOB, .help = "Factor on all weights."},
    {SCREEN_FLOW, "dist", OPTION_ENUM, AT(flow.dist), .value = "normal", .names = dist_values,
     .flags = OPTION_LESSON, .help = "Law of the weights, at the same variance."},
    {SCREEN_FLOW, "bias", OPTION_NUMBER, AT(flow.bias), .min = 0, .max = 1e6, .step = 0.1,
     .value = "0", .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "Standard deviation of the biases."},
    {SCREEN_FLOW, "mode", OPTION_ENUM, AT(flow.mode), .value = "mlp", .names = mode_values,
     .flags = OPTION_LESSON,
     .help = "Real layers, or a chain of single units each held at z = input."},
    {SCREEN_FLOW, "weight", OPTION_NUMBER, AT(flow.weight), .min = -1e6, .max = 1e6, .step = 0.5,
     .value = "1", .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "The weight of every link of a chain."},
    {SCREEN_FLOW, "input", OPTION_NUMBER, AT(flow.input), .min = -1e6, .max = 1e6, .step = 0.25,
     .value = "0", .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "The z at which every unit of a chain is held."},
    {SCREEN_FLOW, "residual", OPTION_BOOL, AT(flow.residual), .value = "off",
     .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "A skip past every layer: a = a of the layer below + f(z)."},
    {SCREEN_FLOW, "norm", OPTION_ENUM, AT(flow.norm), .value = "none", .names = norm_values,
     .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "Bring z to mean 0 and variance 1 before f: over the batch for every unit, or over "
             "the layer for every input; z is shown as f sees it."},
    {SCREEN_FLOW, "precision", OPTION_ENUM, AT(flow.precision), .value = "f64", .names = round_name,
     .flags = OPTION_LESSON | OPTION_KNOB,
     .help = "Round weights, z, a and gradients to this format after every layer, so that they "
             "under- and overflow as there; sums inside a layer are in double."},
    {SCREEN_FLOW, "saturated_below", OPTION_NUMBER, AT(flow.saturated_below), .min = 0, .max = 1e6,
     .step = 0.01, .value = "0.05", .flags = OPTION_LESSON,
     .help = "A unit counts as saturated where |f'| is below this."},
    {SCREEN_FLOW, "seed", OPTION_NUMBER, AT(flow.seed), .min = 0, .max = WHOLE_MAX, .step = 1,
     .value = "auto", .flags = OPTION_LESSON | OPTION_AUTO | OPTION_KNOB,
     .help = "A seed for the stacks alone; auto: the global one."},
    {SCREEN_FLOW, "show", OPTION_ENUM, AT(flow.show), .value = "delta", .names = show_values,
     .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "Bars of the gradient with respect to z (delta) or to the weights (dw)."},
    {SCREEN_FLOW, "theory", OPTION_BOOL, AT(flow.theory), .value = "on",
     .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "Mark what mean-field theory predicts for large width."},
    {SCREEN_FLOW, "ledger", OPTION_BOOL, AT(flow.ledger), .value = "off",
     .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "Split every layer's change of the gradient between f', weights, norm and residual."},
    {SCREEN_FLOW, "ghost", OPTION_BOOL, AT(flow.ghost), .value = "on",
     .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "Mark where the bars ended before the last change of a knob."},
    {SCREEN_FLOW, "playhead", OPTION_NUMBER, AT(flow.playhead), .min = 0,
     .max = 2.0 * STACK_LAYERS_MAX, .step = 1, .value = "0", .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "Layers the animation has passed: N forward, then N backward."},
    {SCREEN_FLOW, "playing", OPTION_BOOL, AT(flow.playing), .value = "off",
     .flags = OPTION_LESSON | OPTION_VIEW, .help = "Is the animation running?"},
    {SCREEN_FLOW, "speed", OPTION_NUMBER, AT(flow.speed), .min = 0.0625, .max = 64, .step = 1,
     .value = "1", .flags = OPTION_LESSON | OPTION_LOG | OPTION_VIEW,
     .help = "Speed of the animation; 0.5 is half speed."},
    {SCREEN_FLOW, "format", OPTION_ENUM, AT(flow.format), .value = "table", .names = format_values,
     .flags = OPTION_OUTPUT, .help = "Form of printed output."},
    {SCREEN_FLOW, "repeat", OPTION_INT, AT(flow.repeat), .min = 0, .max = 1000000, .step = 1,
     .value = "0", .flags = OPTION_OUTPUT,
     .help = "Run this many passes and print the time they took."},

    {SCREEN_UNITS, "show", OPTION_ENUM, AT(units.show), .value = "activity", .names = units_values,
     .flags = OPTION_LESSON | OPTION_VIEW,
     .help =
         "What a unit is shown by: the rms of a over the batch, the fraction of the batch where "
         "a is 0 or |f'| below saturated_below, or whether it is 0 for the whole batch."},
    {SCREEN_UNITS, "layer", OPTION_INT, AT(units.layer), .min = 0, .max = STACK_LAYERS_MAX,
     .step = 1, .value = "0", .flags = OPTION_LESSON,
     .help = "The layer of the chosen unit; 0: none is chosen. Printed output then has a line for "
             "each unit of that layer."},
    {SCREEN_UNITS, "unit", OPTION_INT, AT(units.unit), .min = 1, .max = STACK_WIDTH_MAX, .step = 1,
     .value = "1", .flags = OPTION_LESSON | OPTION_VIEW, .help = "The chosen unit of that layer."},
    {SCREEN_UNITS, "format", OPTION_ENUM, AT(units.format), .value = "table",
     .names = format_values, .flags = OPTION_OUTPUT, .help = "Form of printed output."},

    {SCREEN_MAP, "layers", OPTION_INT, AT(map.layers), .min = 3, .max = STACK_LAYERS_MAX,
     .step = 10, .value = "100", .flags = OPTION_LESSON,
     .help = "The greatest depth on the map; the least is 2."},
    {SCREEN_MAP, "gain", OPTION_RANGE, AT(map.gain), .min = 1e-6, .max = 1e6, .value = "0.25:4",
     .flags = OPTION_LESSON, .help = "The factors on all weights that the map covers."},
    {SCREEN_MAP, "column", OPTION_INT, AT(map.column), .min = 1, .max = MAP_DEPTHS, .step = 1,
     .value = "10", .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "The depth of the chosen point, counted."},
    {SCREEN_MAP, "row", OPTION_INT, AT(map.row), .min = 1, .max = MAP_GAINS, .step = 1,
     .value = "17", .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "The gain of the chosen point, counted."},
    {SCREEN_MAP, "format", OPTION_ENUM, AT(map.format), .value = "table", .names = format_values,
     .flags = OPTION_OUTPUT, .help = "Form of printed output."},

    {SCREEN_TABLE, "filter", OPTION_TEXT, AT(table.filter), .max = TABLE_FILTER - 1, .value = "",
     .check = table_filter_check, .flags = OPTION_LESSON,
     .help = "Show only these: part of a name, or a condition like 'gain < 1.5 and odd'."},
    {SCREEN_TABLE, "sort", OPTION_ENUM, AT(table.sort), .value = "none", .name_at = table_sort_name,
     .other = table_sort_head, .flags = OPTION_LESSON,
     .help = "The property, or name, by which the rows are ordered; none: the table's own order."},
    {SCREEN_TABLE, "reverse", OPTION_BOOL, AT(table.reverse), .value = "off",
     .flags = OPTION_LESSON, .help = "Order from the largest to the smallest."},
    {SCREEN_TABLE, "init", OPTION_INIT, AT(table.init), .value = "he", .names = init_values,
     .scale = offsetof(struct settings, table.init_scale), .alias = init_aliases,
     .flags = OPTION_LESSON,
     .help = "The weights for which q and chi settle: a scheme, normal:STD or uniform:LIMIT."},
    {SCREEN_TABLE, "choice", OPTION_INT, AT(table.choice), .min = 1, .max = TABLE_ROWS, .step = 1,
     .value = "1", .flags = OPTION_LESSON | OPTION_VIEW, .help = "The chosen row."},
    {SCREEN_TABLE, "column", OPTION_INT, AT(table.column), .min = 1, .max = 99, .step = 1,
     .value = "1", .flags = OPTION_LESSON | OPTION_VIEW,
     .help = "The first property shown, counted in the order of the table."},
    {SCREEN_TABLE, "format", OPTION_ENUM, AT(table.format), .value = "table",
     .names = format_values, .flags = OPTION_OUTPUT, .help = "Form of printed output."},

    {SCREEN_LESSONS, "choice", OPTION_INT, AT(lesson_choice), .min = 1, .max = 999, .step = 1,
     .value = "1", .flags = 0, .help = "The chosen line of the list of lessons."},
    {SCREEN_HELP, "scroll", OPTION_INT, AT(help.scroll), .min = 0, .max = 9999, .step = 1,
     .value = "0", .flags = 0, .help = "Lines the help is scrolled down."},
};
const int option_count = sizeof option_table / sizeof option_table[0];
