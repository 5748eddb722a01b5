/* The measured properties by name, one row each. */
#include "num/fact.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "num/formula.h"

static const char *const trends[] = {"mixed", "increasing", "decreasing", "constant", NULL};
static const char *const sides[] = {"none", "left", "right", "both", NULL};

static double mean(const struct fact_source *s)
{
    return s->facts->mean;
}

static double second_moment(const struct fact_source *s)
{
    return s->facts->second_moment;
}

static double variance(const struct fact_source *s)
{
    return s->facts->second_moment - s->facts->mean * s->facts->mean;
}

static double mean_df(const struct fact_source *s)
{
    return s->facts->mean_df;
}

static double chi_unit(const struct fact_source *s)
{
    return s->facts->chi_unit;
}

static double gain(const struct fact_source *s)
{
    return s->facts->gain;
}

static double chi_gain(const struct fact_source *s)
{
    return s->facts->chi_gain;
}

static double max_df(const struct fact_source *s)
{
    return s->facts->max_df;
}

static double argmax_df(const struct fact_source *s)
{
    return s->facts->argmax_df;
}

static double min_df(const struct fact_source *s)
{
    return s->facts->min_df;
}

static double argmin_df(const struct fact_source *s)
{
    return s->facts->argmin_df;
}

static double lipschitz(const struct fact_source *s)
{
    return s->facts->lipschitz;
}

static double min_f(const struct fact_source *s)
{
    return s->facts->min_f;
}

static double argmin_f(const struct fact_source *s)
{
    return s->facts->argmin_f;
}

static double max_f(const struct fact_source *s)
{
    return s->facts->max_f;
}

static double argmax_f(const struct fact_source *s)
{
    return s->facts->argmax_f;
}

static double range_lo(const struct fact_source *s)
{
    return s->facts->range_lo;
}

static double range_hi(const struct fact_source *s)
{
    return s->facts->range_hi;
}

static double zero_fraction(const struct fact_source *s)
{
    return s->facts->zero_fraction;
}

static double monotone(const struct fact_source *s)
{
    return s->facts->monotone;
}

static double odd(const struct fact_source *s)
{
    return s->facts->odd;
}

static double even(const struct fact_source *s)
{
    return s->facts->even;
}

static double saturates(const struct fact_source *s)
{
    return s->facts->saturates;
}

static double convex(const struct fact_source *s)
{
    return s->facts->convex;
}

static double concave(const struct fact_source *s)
{
    return s->facts->concave;
}

static double q_star(const struct fact_source *s)
{
    return s->fixed.q;
}

static double chi_star(const struct fact_source *s)
{
    return s->fixed.chi;
}

static double kinks(const struct fact_source *s)
{
    return (double)s->use->kinks;
}

const struct fact fact_table[] = {
    {"mean", "E f", "Mean of f for standard normal inputs; 0 is called zero-centred.", FACT_NUMBER,
     NULL, mean},
    {"second_moment", "E f^2", "Mean of f squared for standard normal inputs.", FACT_NUMBER, NULL,
     second_moment},
    {"variance", "Var f", "Variance of f for standard normal inputs.", FACT_NUMBER, NULL, variance},
    {"mean_df", "E f'", "Mean slope for standard normal inputs.", FACT_NUMBER, NULL, mean_df},
    {"chi_unit", "E f'^2",
     "Mean squared slope for standard normal inputs: what a layer multiplies the squared gradient "
     "by if its weights have variance 1/width.",
     FACT_NUMBER, NULL, chi_unit},
    {"gain", "gain", "Factor on the weights that keeps the mean square of f at 1: 1/sqrt(E f^2).",
     FACT_NUMBER, NULL, gain},
    {"chi_gain", "chi gain",
     "What a layer multiplies the squared gradient by at that gain: above 1 gradients grow.",
     FACT_NUMBER, NULL, chi_gain},
    {"max_df", "max f'", "Greatest slope, both sides of kinks included.", FACT_NUMBER, NULL,
     max_df},
    {"argmax_df", "at", "Where the slope is greatest; none if it is only approached.", FACT_NUMBER,
     NULL, argmax_df},
    {"min_df", "min f'", "Least slope, both sides of kinks included.", FACT_NUMBER, NULL, min_df},
    {"argmin_df", "at", "Where the slope is least; none if it is only approached.", FACT_NUMBER,
     NULL, argmin_df},
    {"lipschitz", "Lipschitz", "Greatest |f'|, infinite for a function that jumps.", FACT_NUMBER,
     NULL, lipschitz},
    {"min_f", "min f", "Least value, if there is one.", FACT_NUMBER, NULL, min_f},
    {"argmin_f", "at", "Where f is least: of several places the one nearest to 0.", FACT_NUMBER,
     NULL, argmin_f},
    {"max_f", "max f", "Greatest value, if there is one.", FACT_NUMBER, NULL, max_f},
    {"argmax_f", "at", "Where f is greatest: of several places the one nearest to 0.", FACT_NUMBER,
     NULL, argmax_f},
    {"range_lo", "inf f", "Lower end of the values, reached or not.", FACT_NUMBER, NULL, range_lo},
    {"range_hi", "sup f", "Upper end of the values, reached or not.", FACT_NUMBER, NULL, range_hi},
    {"zero_fraction", "P(f=0)", "Share of standard normal inputs for which f is exactly 0.",
     FACT_NUMBER, NULL, zero_fraction},
    {"monotone", "monotone", "Whether f only rises, only falls, stays the same or is mixed.",
     FACT_WORD, trends, monotone},
    {"odd", "odd", "f(-x) = -f(x).", FACT_FLAG, NULL, odd},
    {"even", "even", "f(-x) = f(x).", FACT_FLAG, NULL, even},
    {"saturates", "saturates", "Sides on which f tends to a finite value and its slope to 0.",
     FACT_WORD, sides, saturates},
    {"convex", "convex", "The slope never falls: chords lie above the curve.", FACT_FLAG, NULL,
     convex},
    {"concave", "concave", "The slope never rises: chords lie below the curve.", FACT_FLAG, NULL,
     concave},
    {"q_star", "q*",
     "Where the variance of pre-activations settles in a deep stack with the chosen "
     "initialisation.",
     FACT_NUMBER, NULL, q_star},
    {"chi_star", "chi*", "What a layer multiplies the squared gradient by there.", FACT_NUMBER,
     NULL, chi_star},
    {"kinks", "kinks", "Number of places where f or f' jumps.", FACT_NUMBER, NULL, kinks},
};

const int fact_count = sizeof fact_table / sizeof fact_table[0];

const struct fact *fact_find(const char *name)
{
    for (int i = 0; i < fact_count; i++)
        if (str_is(fact_table[i].name, name))
            return &fact_table[i];
    return NULL;
}

void fact_offer(struct near *near)
{
    for (int i = 0; i < fact_count; i++)
        near_offer(near, fact_table[i].name);
}

/* The scope: a row's id is its number, a word's is its number among all words after them. */

/* The k-th word of all rows together, and its number in its row; NULL past the end. */
static const char *word_at(int k, int *value)
{
    for (int i = 0; i < fact_count; i++) {
        const char *const *words = fact_table[i].words;
        for (*value = 0; words && words[*value]; ++*value)
            if (k-- == 0)
                return words[*value];
    }
    return NULL;
}

static bool find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)ctx;
    const struct fact *fact = fact_find(name->text);
    const char *word = NULL;
    int value;
    *id = fact ? (int)(fact - fact_table) : fact_count;
    while (!fact && (word = word_at(*id - fact_count, &value)) && !str_is(word, name->text))
        ++*id;
    if (!fact && !word)
        return false;
    if (name->primes > 0 || name->args > 0 || name->index)
        return err_set(e, "%s is a number and stands alone", name->text);
    return true;
}

static double get(void *ctx, int id, double arg)
{
    (void)arg;
    if (id < fact_count)
        return fact_table[id].get(ctx);
    int value;
    return word_at(id - fact_count, &value) ? value : (double)NAN;
}

static void offer(void *ctx, struct near *near)
{
    (void)ctx;
    int value;
    fact_offer(near);
    for (int k = 0; word_at(k, &value); k++)
        near_offer(near, word_at(k, &value));
}

struct formula_scope fact_scope(const struct fact_source *s)
{
    void *ctx; /* read only, but a scope's context has no const */
    memcpy(&ctx, &s, sizeof ctx);
    return (struct formula_scope){.ctx = ctx, .find = find, .get = get, .offer = offer};
}
