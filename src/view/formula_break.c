#include "view/formula_break.h"

#include <string.h>

#include "base/utf8.h"

/* How loosely an operator binds; a pair of brackets outweighs all of them, a nearly empty line any
 * brackets. */
enum { SELECT, LOGIC, COMPARE, SUM, PRODUCT, BRACKET, EARLY = 1 << 10, NEVER = 1 << 20 };

static const struct {
    const char *text;
    int level;
    bool blank; /* has blanks around it; the first goes */
} operators[] = {
    {" ? ", SELECT, true},   {" : ", SELECT, true},  {" or ", LOGIC, true},
    {" and ", LOGIC, true},  {" || ", LOGIC, true},  {" && ", LOGIC, true},
    {" < ", COMPARE, true},  {" > ", COMPARE, true}, {" <= ", COMPARE, true},
    {" >= ", COMPARE, true}, {" = ", COMPARE, true}, {" == ", COMPARE, true},
    {" != ", COMPARE, true}, {" ≤ ", COMPARE, true}, {" ≥ ", COMPARE, true},
    {" ≠ ", COMPARE, true},  {" + ", SUM, true},     {" - ", SUM, true},
    {" − ", SUM, true},      {"·", PRODUCT, false},  {"*", PRODUCT, false},
    {"/", PRODUCT, false},
};
enum { OPERATORS = sizeof operators / sizeof operators[0] };

/* What it costs to begin a line here; *blank: at the character after. */
static int cost_at(const char *at, int depth, bool *blank)
{
    for (int i = 0; i < OPERATORS; i++)
        if (str_starts(at, operators[i].text)) {
            *blank = operators[i].blank;
            return depth * BRACKET + operators[i].level;
        }
    return NEVER;
}

/* Where the next line is best to begin, NULL for nowhere: the least cost, of equals the last; the
 * first at all where none fits. */
static const char *best_break(const char *text, int *depth, int room, bool *blank)
{
    const char *best = NULL, *end = text + strlen(text);
    int least = NEVER, inside = *depth, best_inside = *depth, columns = 0;
    for (const char *at = text; at < end;) {
        bool gap = false;
        int cost = cost_at(at, inside, &gap);
        if (columns < (room + 3) / 4 && cost < NEVER)
            cost += EARLY;
        if (cost <= least && cost < NEVER && at > text) {
            best = at;
            best_inside = inside;
            least = cost;
            *blank = gap;
        }
        inside += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
        columns += utf8_width(utf8_next(&at, end));
        if (columns > room && best)
            break;
    }
    *depth = best_inside;
    return best;
}

void formula_break(const char *text, int first, int rest, struct str *out)
{
    int depth = 0;
    for (int room = first; utf8_columns(text) > room; room = rest) {
        bool blank = false;
        const char *next = best_break(text, &depth, room, &blank);
        if (!next)
            break;
        str_addf(out, "%.*s\n", (int)(next - text), text);
        text = next + blank;
    }
    str_add(out, text);
}
