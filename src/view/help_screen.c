/* The page of help about a screen: what its picture is, its keys, its options. */
#include "view/help_page.h"

#include "base/str.h"

static const char *const pictures[SCREEN_COUNT] = {
    [SCREEN_PLOT] =
        "Curves of up to six functions over one axis, with their slopes f' beside them, broken or "
        "dotted. A circle is a kink. The cross hair reads values; the card tells what the focused "
        "function is and what was measured of it. Under the axis may stand where the units of a "
        "stack are.",
    [SCREEN_FLOW] =
        "Stacks of layers, one for each function, with the same inputs and the same random draws. "
        "First the activations go up layer by layer, then the gradient comes back from the last "
        "layer to the first; its bars, on a log axis, stay, so that one sees where it was lost. The "
        "words below explain the signs on them: where theory of wide layers expects a bar to end, "
        "and where it ended before the last change of a knob. Where rows do not fit, bars stand "
        "upright with layer 1 at the left.",
    [SCREEN_UNITS] =
        "Every unit of the focused stack of the flow screen: a column is a layer, a row a unit, or "
        "several of them where the screen is too small for all. What the shades mean stands below; "
        "a x is dead. The strip under it sums up every layer, and the words beside it say what is "
        "behind the numbers.",
    [SCREEN_MAP] =
        "Each point is a stack of one function: depth to the right, the factor on the weights "
        "upwards, the rest as on the flow screen. Its colour, or sign, is what the first layer gets "
        "of the last layer's gradient, in decades: to the one side it vanishes, to the other it "
        "explodes, and in between it survives. Lines are theory's.",
    [SCREEN_TABLE] =
        ("A row is a function, a column a property that was measured of it: see help properties. "
         "Below stands what the chosen one is good for."),
    [SCREEN_LESSONS] = "The lessons there are, and how far one has come in each."};

/* The options of its own, and for those that show stacks, of the stacks. */
static void options_of(struct help_page *g, int screen)
{
    for (int i = 0; i < option_count; i++)
        if (option_table[i].screen == screen)
            help_option(g, &option_table[i]);
    if (screen == SCREEN_UNITS || screen == SCREEN_MAP)
        help_page_paragraph(g, "The stacks are described by options of flow: help flow.");
}

void help_screen(struct help_page *g, int screen)
{
    if (pictures[screen]) {
        help_page_heading(g, "What is seen");
        help_page_paragraph(g, pictures[screen]);
    }
    help_page_heading(g, "Keys there");
    help_keys_of(g, screen_names[screen]);
    help_page_heading(g, "Options");
    options_of(g, screen);
}
