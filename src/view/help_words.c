/* The pages of help about words: the glossary, and the columns of what is printed. */
#include <stdio.h>

#include "app/column.h"
#include "app/glossary.h"
#include "app/unit_column.h"
#include "view/help_page.h"

static void add_term(struct help_page *g, const struct glossary *entry)
{
    struct str text;
    str_init(&text);
    str_add(&text, entry->text);
    if (entry->see[0])
        str_addf(&text, " See: %s.", entry->see);
    help_page_entry(g, entry->term, ROLE_TITLE, text.data, "");
    str_done(&text);
}

void help_glossary(struct help_page *g)
{
    help_page_heading(g, "What the words mean");
    for (int i = 0; i < glossary_count; i++)
        add_term(g, &glossary_table[i]);
}

void help_term(struct help_page *g, const char *name)
{
    const struct glossary *entry = glossary_find(name);
    if (!entry)
        return;
    help_page_gap(g);
    add_term(g, entry);
}

/* "grad_rms (grad)" and its meaning. */
static void add_column(struct help_page *g, const struct column *c)
{
    char name[48];
    (void)snprintf(name, sizeof name, c->alias ? "%s (%s)" : "%s", c->name, c->alias);
    help_page_entry(g, name, ROLE_CODE, c->help, "");
}

void help_columns(struct help_page *g)
{
    help_page_heading(g, "Columns of actviz flow: each layer");
    help_page_paragraph(g, "Means, rms and fractions (0 to 1) are over the units of the layer and "
                           "the batch; logarithms have base 10. The gradient begins as dL/da of "
                           "rms 1 above the last layer. In an expression the column of layer k is "
                           "flow.ACT.NAME[k], and [-1] is the last layer: get flow.relu.grad[1].");
    help_page_gap(g);
    for (int i = 0; i < column_layer_count; i++)
        add_column(g, &column_layer[i]);
    help_page_heading(g, "Of a whole stack, in expressions: flow.ACT.NAME");
    for (int i = 0; i < column_stack_count; i++)
        add_column(g, &column_stack[i]);
    help_page_heading(g, "Columns of actviz units: each layer, or each unit of one");
    for (int i = 0; i < unit_column_count; i++)
        help_page_entry(g, unit_column_table[i].name, ROLE_CODE, unit_column_table[i].help, "");
}

void help_column(struct help_page *g, const char *name)
{
    const struct column *c = column_named(name);
    const struct unit_column *unit = unit_column_find(name);
    if (c || unit)
        help_page_gap(g);
    if (c)
        add_column(g, c);
    else if (unit)
        help_page_entry(g, unit->name, ROLE_CODE, unit->help, "");
}
