#include "view/key_words.h"

#include <stdio.h>

#include "base/str.h"

/* Rows in no order. */
static const struct {
    const char *command, *other; /* a whole command, and its opposite or NULL */
    const char *sign;            /* what pen_symbol knows and the words begin with, or NULL */
    const char *words;
} rows[] = {
    {"plot", NULL, NULL, "the plot: functions and their slopes"},
    {"flow", NULL, NULL, "deep stacks and their gradients"},
    {"units", NULL, NULL, "the units of those stacks: which are 0, flat, dead"},
    {"map", NULL, NULL, "gradients over depth and scale of the weights"},
    {"table", NULL, NULL, "all functions and what is measured of them"},
    {"lessons", NULL, NULL, "the list of lessons"},
    {"help", NULL, NULL, "this help"},
    {"prompt", NULL, NULL, "type a command"},
    {"quit", NULL, NULL, "quit"},
    {"suspend", NULL, NULL, "stop, until the shell's fg"},
    {"redraw", NULL, NULL, "paint the screen anew"},
    {"undo", NULL, NULL, "undo the last change"},
    {"redo", NULL, NULL, "take back an undo"},
    {"say", NULL, NULL, "the screen in words"},
    {"focus", NULL, NULL, "the next function"},
    {"focus -1", NULL, NULL, "the function before"},
    {"prompt 'focus '", NULL, NULL, "choose a function by name"},
    {"turn -1 alpha", "turn 1 alpha", "alpha", " down, up"},
    {"turn -1 gamma", "turn 1 gamma", "gamma", " down, up"},
    {"jump dot -1", "jump dot 1", NULL, "read values: the cursor left, right"},
    {"jump tick -1", "jump tick 1", NULL, "the cursor from tick to tick"},
    {"cursor 0", NULL, NULL, "the cursor to x = 0"},
    {"jump point 1", "jump point -1", NULL, "to the next kink, zero or extremum, the one before"},
    {"jump extremum 1", "jump extremum -1", NULL, "to the next extremum, the one before"},
    {"jump zero 1", "jump zero -1", NULL, "to where y is 0 next, before"},
    {"jump kink 1", "jump kink -1", NULL, "to the next kink, the one before"},
    {"set mark cursor", NULL, NULL, "mark this x, to measure from"},
    {"set mark auto", NULL, NULL, "take the mark away"},
    {"turn 1", "turn -1", NULL, "turn the chosen knob"},
    {"choose 1", "choose -1", NULL, "choose a knob"},
    {"zoom 2", NULL, NULL, "closer"},
    {"zoom 0.5", NULL, NULL, "from further away"},
    {"pan -0.125", "pan 0.125", NULL, "move the plot left, right"},
    {"fit", NULL, NULL, "fit the axes to the curves"},
    {"type", NULL, NULL, "type a value for the chosen knob"},
    {"default", NULL, NULL, "the chosen knob back to its default"},
    {"reset", NULL, NULL, "parameters back to their defaults"},
    {"turn 8 card_scroll", "turn -8 card_scroll", NULL, "scroll the card"},
    {"toggle theme", NULL, NULL, "other colours: dark, light, contrast, mono"},
    {"toggle raster", NULL, NULL, "other dots: Braille, half blocks, ASCII"},
    {"toggle df", NULL, NULL, "slopes f' on, off"},
    {"toggle d2f", NULL, NULL, "second derivatives on, off"},
    {"toggle tangent", NULL, NULL, "the tangent at the cursor on, off"},
    {"toggle zones", NULL, NULL, "where the slope is small on, off"},
    {"toggle hist", NULL, NULL, "where the units are on, off"},
    {"toggle grid", NULL, NULL, "a grid on, off"},
    {"toggle layout", NULL, NULL, "overlaid, stacked, side by side"},
    {"toggle card", NULL, NULL, "the card on, off"},
    {"prompt 'plot '", NULL, NULL, "plot other functions"},
    {"pause", NULL, NULL, "play, pause"},
    {"step", NULL, NULL, "a layer further"},
    {"step -1", NULL, NULL, "a layer back"},
    {"rewind", NULL, NULL, "rewind to the start"},
    {"step 20000", NULL, NULL, "to the end"},
    {"replay", NULL, NULL, "the last layer again, slowly, factor by factor"},
    {"rewind flow.layers", NULL, NULL, "to the turn: forward done, the gradient starts back"},
    {"prompt 'goto '", NULL, NULL, "to where the gradient comes to a layer"},
    {"audit", NULL, NULL, "hold the gradient against central differences"},
    {"toggle norm", NULL, NULL, "batch norm, layer norm, none"},
    {"toggle residual", NULL, NULL, "residual on, off: skips past the layers"},
    {"toggle precision", NULL, NULL, "round to f32, f16, bf16"},
    {"turn -1 bias", "turn 1 bias", NULL, "smaller, larger biases"},
    {"toggle init", NULL, NULL, "the next initialisation"},
    {"turn -1 layers", "turn 1 layers", NULL, "fewer, more layers"},
    {"turn 1 seed", NULL, NULL, "another seed"},
    {"toggle show", NULL, NULL, "gradients of z or of the weights"},
    {"toggle theory", NULL, NULL, "the prediction of theory on, off"},
    {"toggle ledger", NULL, NULL, "the ledger on, off: who shrank the gradient"},
    {"toggle mode", NULL, NULL, "a whole network, or a chain of single units"},
    {"turn 1 speed", "turn -1 speed", NULL, "double speed, half speed"},
    {"prompt 'flow '", NULL, NULL, "stacks of other functions"},
    {"turn -1 units.layer", "turn 1 units.layer", NULL, "choose the layer before, after"},
    {"turn -1 units.unit", "turn 1 units.unit", NULL, "choose the unit above, below"},
    {"turn -8 units.unit", "turn 8 units.unit", NULL, "eight units up, down"},
    {"set units.layer 1", NULL, NULL, "choose in the first layer"},
    {"set units.layer flow.layers", NULL, NULL, "choose in the last layer"},
    {"set units.layer 0", NULL, NULL, "choose none: all layers are told of"},
    {"toggle units.show", NULL, NULL, "activity, zeros, saturation, dead units"},
    {"prompt 'units '", NULL, NULL, "the units of other functions"},
    {"turn -1 map.column", "turn 1 map.column", NULL, "the point on the map: shallower, deeper"},
    {"turn -8 map.column", "turn 8 map.column", NULL, "the point by eight columns"},
    {"turn 1 map.row", "turn -1 map.row", NULL, "the point on the map: larger, smaller weights"},
    {"turn 8 map.row", "turn -8 map.row", NULL, "the point by eight rows"},
    {"point flow.layers flow.gain", NULL, NULL, "the point to where the flow screen is"},
    {"turn -1 map.layers", "turn 1 map.layers", NULL, "a map of less deep, deeper stacks"},
    {"prompt 'map '", NULL, NULL, "the map of another function"},
    {"turn 1 choice", "turn -1 choice", NULL, "choose a line"},
    {"turn 10 choice", "turn -10 choice", NULL, "ten lines on, back"},
    {"set choice 1", "turn 999 choice", NULL, "to the first line, the last"},
    {"turn 1 column", "turn -1 column", NULL, "further columns to the right, the left"},
    {"turn 1 sort", "turn -1 sort", NULL, "sort by the next property, the one before"},
    {"prompt 'set sort '", NULL, NULL, "sort by a property of your choice"},
    {"toggle reverse", NULL, NULL, "turn the order round"},
    {"prompt 'filter '", NULL, NULL, "show only those with a name or a property"},
    {"open", NULL, NULL, "plot the chosen function"},
    {"open flow", NULL, NULL, "the chosen function in deep stacks, beside relu"},
    {"add", NULL, NULL, "add the chosen function to the plot"},
    {"lesson", NULL, NULL, "start the chosen lesson"},
    {"turn 1 scroll", "turn -1 scroll", NULL, "scroll"},
    {"turn 15 scroll", "turn -15 scroll", NULL, "scroll by pages"},
    {"set scroll 0", NULL, NULL, "to the top"},
    {"close", NULL, NULL, "back to where you came from"},
    {"next", NULL, NULL, "go on"},
    {"back", NULL, NULL, "a step back"},
    {"hint", NULL, NULL, "a hint"},
    {"skip", NULL, NULL, "skip the question"},
    {"again", NULL, NULL, "start the step over"},
    {"leave", NULL, NULL, "leave the lesson"},
    {"scroll 8", "scroll -8", NULL, "scroll the text"},
};

/* What is called otherwise in one context. */
static const struct {
    const char *context, *command, *words;
} here[] = {
    {"units", "open", "its function's plot, with the z of the layer"},
    {"units", "open flow", "the stack on the flow screen"},
    {"map", "open", "the chosen stack on the flow screen"},
};

static const char *const families[][2] = {
    /* how commands of one kind begin */
    {"answer ", "answer a choice"},
    {"prompt 'answer", "type an answer"},
};

bool key_words(const char *context, const char *command, const struct pen *p, char out[KEY_WORDS])
{
    for (size_t i = 0; i < sizeof here / sizeof here[0]; i++) {
        if (!str_is(context, here[i].context) || !str_is(command, here[i].command))
            continue;
        (void)snprintf(out, KEY_WORDS, "%s", here[i].words);
        return true;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!str_is(command, rows[i].command) && !(rows[i].other && str_is(command, rows[i].other)))
            continue;
        (void)snprintf(out, KEY_WORDS, "%s%s", rows[i].sign ? pen_symbol(p, rows[i].sign) : "",
                       rows[i].words);
        return true;
    }
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        if (!str_starts(command, families[i][0]))
            continue;
        (void)snprintf(out, KEY_WORDS, "%s", families[i][1]);
        return true;
    }
    return false;
}
