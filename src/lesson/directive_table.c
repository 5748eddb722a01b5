/* The whole format in rows: directives, their keys, their flags. */
#include "lesson/directive.h"

#include "base/str.h"

#define ANSWER_KEYS "number expr point order text"

const struct directive directive_table[] = {
    {"run", DIRECTIVE_RUN, FORM_LINES, .played = true,
     .help = "Commands, done on arrival; `=> caption` says what they show."},
    {"demo", DIRECTIVE_DEMO, FORM_LINES, .help = "Commands, one at a key press."},
    {"ask", DIRECTIVE_ASK, FORM_KEYS,
     ANSWER_KEYS " tol range forbid domain unit tries after explain", "wrong hint", NULL,
     "review confidence shuffle required", .question = true, .played = true,
     .help = "A question that is judged."},
    {"predict", DIRECTIVE_PREDICT, FORM_KEYS,
     ANSWER_KEYS " sketch tol range forbid domain unit tries after explain", "wrong hint reveal",
     "reveal", "review confidence shuffle required", .question = true, .played = true,
     .help = "A guess first; then `reveal` runs, then guess and truth stand together."},
    {"task", DIRECTIVE_TASK, FORM_KEYS, "hold max", "goal did avoid when hint solution",
     "goal solution", "review confidence required", .question = true, .played = true,
     .help = "Something to do on the live screen."},
    {"worked", DIRECTIVE_WORKED, FORM_KEYS, NULL, "step blank", "step", NULL, .question = true,
     .help = "A worked example, a step at a key press."},
    {"claim", DIRECTIVE_CLAIM, FORM_LINES, .played = true,
     .help = "Conditions that the checker holds the prose to; never shown."},
    {"note", DIRECTIVE_NOTE, FORM_MARKDOWN, .flags = "time", .played = true,
     .help = "For the teacher's eyes; not shown to the learner."},
};
const int directive_count = sizeof directive_table / sizeof directive_table[0];

const struct directive_key directive_keys[] = {
    {"number", ENTRY_NUMBER, VALUE_BARE, true},
    {"expr", ENTRY_EXPR, VALUE_BARE, false},
    {"point", ENTRY_POINT, VALUE_BARE, false},
    {"order", ENTRY_ORDER, VALUE_BARE, false},
    {"sketch", ENTRY_SKETCH, VALUE_BARE, false},
    {"text", ENTRY_TEXT, VALUE_BARE, false},
    {"tol", ENTRY_TOL, VALUE_BARE, true},
    {"range", ENTRY_RANGE, VALUE_BARE, false},
    {"wrong", ENTRY_WRONG, VALUE_WITH_TEXT, true},
    {"hint", ENTRY_HINT, VALUE_PROSE, true},
    {"forbid", ENTRY_FORBID, VALUE_BARE, false},
    {"domain", ENTRY_DOMAIN, VALUE_BARE, false},
    {"unit", ENTRY_UNIT, VALUE_PROSE, true},
    {"tries", ENTRY_TRIES, VALUE_BARE, false},
    {"after", ENTRY_AFTER, VALUE_BARE, false},
    {"explain", ENTRY_EXPLAIN, VALUE_PROSE, true},
    {"reveal", ENTRY_REVEAL, VALUE_WITH_TEXT, true},
    {"goal", ENTRY_GOAL, VALUE_WITH_TEXT, true},
    {"did", ENTRY_DID, VALUE_WITH_TEXT, true},
    {"avoid", ENTRY_AVOID, VALUE_WITH_TEXT, true},
    {"when", ENTRY_WHEN, VALUE_WITH_TEXT, true},
    {"solution", ENTRY_SOLUTION, VALUE_WITH_TEXT, true},
    {"hold", ENTRY_HOLD, VALUE_BARE, false},
    {"max", ENTRY_MAX, VALUE_BARE, false},
    {"step", ENTRY_STEP, VALUE_WITH_TEXT, false},
    {"blank", ENTRY_BLANK, VALUE_BARE, false},
};
const int directive_key_count = sizeof directive_keys / sizeof directive_keys[0];

const char directive_played_flags[] = "review time";

const struct directive *directive_find(const char *name)
{
    for (int i = 0; i < directive_count; i++)
        if (str_is(directive_table[i].name, name))
            return &directive_table[i];
    return NULL;
}
