#include "view/fact_words.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "draw/symbol.h"

enum { DIGITS = 4, ZEROS = 4 };

static const char *sign(const struct pen *p, const char *name)
{
    return p ? pen_symbol(p, name) : symbol_find(name, false);
}

char *fact_words_number(const struct pen *p, double v, int digits, char out[FACT_WORD_SIZE])
{
    char number[FMT_SIZE];
    (void)snprintf(out, FACT_WORD_SIZE, "%s%s", v < 0 ? sign(p, "minus") : "",
                   isinf(v) ? sign(p, "infinity") : fmt_short(number, fabs(v), digits));
    return out;
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) != 0;
}

/* Does `word` stand at a place of a text? As letters only alone: not the chi of Lipschitz. */
static bool stands(const char *text, const char *at, const char *word)
{
    if (!str_starts(at, word))
        return false;
    return !is_letter(word[0]) ||
           !((at > text && is_letter(at[-1])) || is_letter(at[strlen(word)]));
}

char *fact_words_title(const struct pen *p, const struct fact *fact, char out[FACT_WORD_SIZE])
{
    static const struct {
        const char *ascii, *sign;
    } signs[] = {{"'", "prime"}, {"^2", "sup2"}, {"chi", "chi"}};
    enum { SIGNS = sizeof signs / sizeof signs[0] };
    size_t n = 0;
    for (const char *at = fact->title; *at;) {
        int i = 0;
        while (i < SIGNS && !stands(fact->title, at, signs[i].ascii))
            i++;
        int step = i < SIGNS ? (int)strlen(signs[i].ascii) : 1;
        const char *shown = i < SIGNS ? sign(p, signs[i].sign) : at;
        n += (size_t)snprintf(out + n, FACT_WORD_SIZE - n, "%.*s",
                              i < SIGNS ? (int)strlen(shown) : 1, shown);
        at += step;
    }
    return out;
}

static void add(const char *before, double v, const struct pen *p, struct str *out)
{
    char number[FACT_WORD_SIZE];
    str_addf(out, "%s%s", before, fact_words_number(p, v, DIGITS, number));
}

/* What follows is one of several, and they are told apart by commas. */
static void comma(struct str *out, size_t start)
{
    if (out->len > start)
        str_add(out, ", ");
}

/* Is the extreme value taken at its place? A step is 0 next to 0 and not there. */
static bool is_taken(const struct act_use *use, double at, double value)
{
    return !isnan(at) && fabs(act_f(use, at) - value) <= 1e-12 * fmax(1, fabs(value));
}

void fact_words_range(const struct act_use *use, const struct act_facts *facts, const struct pen *p,
                      struct str *out)
{
    if (isnan(facts->range_lo)) {
        str_add(out, "no finite value");
        return;
    }
    bool least = !isnan(facts->min_f), most = !isnan(facts->max_f);
    add(least ? "[" : "(", facts->range_lo, p, out);
    add(", ", facts->range_hi, p, out);
    str_add(out, most ? "]" : ")");
    if (facts->range_lo < facts->range_hi && is_taken(use, facts->argmin_f, facts->min_f))
        add(", least at x = ", facts->argmin_f, p, out);
    if (facts->range_lo < facts->range_hi && is_taken(use, facts->argmax_f, facts->max_f))
        add(", most at x = ", facts->argmax_f, p, out);
}

void fact_words_slope(const struct act_use *use, const struct act_facts *facts, const struct pen *p,
                      struct str *out)
{
    (void)use;
    bool jump = facts->argmin_df == facts->argmax_df; /* both are limits at one place */
    if (isnan(facts->min_df) || isnan(facts->max_df)) {
        str_add(out, "of no finite value");
        return;
    }
    add("", facts->min_df, p, out);
    if (facts->min_df == facts->max_df) {
        str_add(out, " everywhere");
        return;
    }
    if (!isnan(facts->argmin_df) && !jump)
        add(" at x = ", facts->argmin_df, p, out);
    add(" to ", facts->max_df, p, out);
    if (jump)
        add(", from one to the other at x = ", facts->argmax_df, p, out);
    else if (!isnan(facts->argmax_df))
        add(" at x = ", facts->argmax_df, p, out);
}

static void add_zeros(const struct act_facts *facts, const struct pen *p, struct str *out)
{
    bool more = facts->more_zeros || facts->zeros > ZEROS;
    for (int i = 0; i < facts->zeros && i < ZEROS; i++)
        add(i ? ", " : "0 at x = ", facts->zero[i], p, out);
    if (facts->zeros > 0 && more)
        str_add(out, " and more");
}

static void add_kinks(const struct act_use *use, const struct pen *p, struct str *out)
{
    for (int64_t i = 0; i < use->kinks; i++)
        add(i ? ", " : use->kinks == 1 ? "a kink at x = " : "kinks at x = ", use->kink[i], p, out);
    str_add(out, use->kinks ? "" : "smooth");
}

void fact_words_shape(const struct act_use *use, const struct act_facts *facts, const struct pen *p,
                      struct str *out)
{
    static const char *const trends[] = {[MEASURE_MIXED] = "rises and falls",
                                         [MEASURE_INCREASING] = "never falls",
                                         [MEASURE_DECREASING] = "never rises",
                                         [MEASURE_CONSTANT] = "constant"};
    static const char *const sides[] = {[MEASURE_NONE] = NULL,
                                        [MEASURE_LEFT] = "flat on the left",
                                        [MEASURE_RIGHT] = "flat on the right",
                                        [MEASURE_BOTH] = "flat on both sides"};
    const char *const words[] = {trends[facts->monotone],           facts->odd ? "odd" : NULL,
                                 facts->even ? "even" : NULL,       facts->convex ? "convex" : NULL,
                                 facts->concave ? "concave" : NULL, sides[facts->saturates]};
    size_t start = out->len;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!words[i])
            continue;
        comma(out, start);
        str_add(out, words[i]);
    }
    str_add(out, "; ");
    add_kinks(use, p, out);
    if (facts->zeros > 0)
        str_add(out, "; ");
    add_zeros(facts, p, out);
}

/* Nothing of what does not exist. */
static void add_moment(const char *name, double v, const struct pen *p, size_t start,
                       struct str *out)
{
    if (isnan(v))
        return;
    comma(out, start);
    add(name, v, p, out);
}

void fact_words_moments(const struct act_use *use, const struct act_facts *facts,
                        const struct pen *p, struct str *out)
{
    (void)use;
    const char *square = sign(p, "sup2"), *prime = sign(p, "prime");
    const size_t start = out->len;
    char second[32], slopes[32], chi[32];
    (void)snprintf(second, sizeof second, "E f%s ", square);
    (void)snprintf(slopes, sizeof slopes, "E f%s%s ", prime, square);
    (void)snprintf(chi, sizeof chi, "%s ", sign(p, "chi"));
    add_moment("E f ", facts->mean, p, start, out);
    add_moment(second, facts->second_moment, p, start, out);
    add_moment(slopes, facts->chi_unit, p, start, out);
    add_moment("gain ", facts->gain, p, start, out);
    add_moment(chi, facts->chi_gain, p, start, out);
    if (out->len == start)
        str_add(out, "no finite moment");
    if (facts->zero_fraction > 0)
        add("; 0 with probability ", facts->zero_fraction, p, out);
}

void fact_words_fixed(const struct act_fixed *fixed, const struct pen *p, struct str *out)
{
    char name[32];
    if (isnan(fixed->q)) {
        str_add(out, "settles nowhere");
        return;
    }
    add("q* ", fixed->q, p, out);
    (void)snprintf(name, sizeof name, ", %s ", sign(p, "chi"));
    add(name, fixed->chi, p, out);
}

char *fact_words_value(const struct fact *fact, const struct fact_source *from, const struct pen *p,
                       int digits, char out[FACT_WORD_SIZE])
{
    double v = fact->get(from);
    if (isnan(v))
        (void)snprintf(out, FACT_WORD_SIZE, "%s", sign(p, "dash"));
    else if (fact->kind == FACT_FLAG)
        (void)snprintf(out, FACT_WORD_SIZE, "%s", v != 0 ? "yes" : "no");
    else if (fact->kind == FACT_WORD)
        (void)snprintf(out, FACT_WORD_SIZE, "%s", fact->words[(int)v]);
    else
        (void)fact_words_number(p, v, digits, out);
    return out;
}
