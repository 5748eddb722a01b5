/* The help on the mouse: what it does on every screen, and how to select text. */
#include "view/help_page.h"

/* One thing that the mouse does; `what` NULL: a heading. */
static const struct deed {
    const char *how, *what;
} deeds[] = {
    {"On the plot", NULL},
    {"click", "move the cursor there and read values"},
    {"double click", "back to the usual range"},
    {"drag", "move what is seen; at the cursor, move the cursor"},
    {"wheel", "zoom where the mouse is"},
    {"click a name", "the focus to that function"},
    {"wheel on the card", "scroll it"},
    {"On the flow screen", NULL},
    {"click a layer", "the animation to where the gradient has just come back to it"},
    {"drag", "the same, from layer to layer"},
    {"click a name", "the focus to that function"},
    {"On a knob", NULL},
    {"drag its slider", "turn it, also when the mouse leaves the row"},
    {"wheel", "turn it by steps"},
    {"click its value", "type another"},
    {"click its name", "choose it; again: the next of several words"},
    {"On the units screen", NULL},
    {"click a unit", "choose it; double: the plot with its layer"},
    {"wheel", "the unit above, below"},
    {"On the map", NULL},
    {"click a point", "choose it; double: that stack"},
    {"wheel", "larger, smaller weights"},
    {"In the table", NULL},
    {"click a heading", "sort by it; again: turn the order round"},
    {"click a row", "choose it; double: plot it"},
    {"wheel", "choose the row above, below"},
    {"Elsewhere", NULL},
    {"click a tab", "that screen"},
    {"click a lesson", "choose it; double: start it"},
    {"wheel", "scroll help and lessons"},
};

void help_mouse(struct help_page *g)
{
    enum { DEEDS = sizeof deeds / sizeof deeds[0] };
    for (int i = 0; i < DEEDS; i++)
        if (deeds[i].what)
            help_page_entry(g, deeds[i].how, ROLE_KEY, deeds[i].what, "");
        else
            help_page_heading(g, deeds[i].how);
    help_page_heading(g, "To select text");
    help_page_paragraph(g, "Most terminals select text as usual while Shift is held (some: Alt or "
                           "Option). To give them the mouse altogether:");
    help_page_entry(g, "set mouse off", ROLE_CODE, "the terminal has the mouse", "");
    help_page_entry(g, "set mouse on", ROLE_CODE, "clicks, drags and the wheel work here again",
                    "");
    help_page_paragraph(g, "Such a line in $XDG_CONFIG_HOME/actviz/actvizrc holds from the start.");
}
