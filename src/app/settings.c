#include "app/settings.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/option.h"

const char *const screen_names[SCREEN_COUNT] = {"plot",  "flow",    "units", "map",
                                                "table", "lessons", "help"};

static void put_acts(struct acts *acts, const char *const *names, int n)
{
    acts->n = n;
    for (int i = 0; i < n; i++)
        acts->use[i] = act_use_of(act_find(NULL, names[i]));
}

void settings_default(struct settings *s)
{
    static const char *const first[] = {"sigmoid", "relu"};
    memset(s, 0, sizeof *s); /* padding too: settings are compared as bytes */
    put_acts(&s->plot.acts, first, 2);
    put_acts(&s->flow.acts, first, 2);
    for (int i = 0; i < option_count; i++) {
        const struct option_ref ref = {.row = &option_table[i], .screen = option_table[i].screen};
        bool fine = option_set_word(s, &ref, option_table[i].value, NULL);
        assert(fine); /* a default outside of its own range is a mistake in the table */
        (void)fine;
    }
}

static struct settings without_view(const struct settings *s)
{
    struct settings copy;
    memcpy(&copy, s, sizeof copy); /* padding too */
    copy.screen = 0;
    copy.plot.param = copy.flow.param = 0;
    copy.plot.card_scroll = 0;
    copy.flow.playhead = copy.flow.until = 0;
    copy.flow.playing = 0;
    copy.flow.speed = 1;
    copy.units.layer = copy.units.unit = 0;
    copy.map.column = copy.map.row = 0;
    copy.table.choice = copy.table.column = 0;
    copy.lesson_choice = 0;
    memset(&copy.help, 0, sizeof copy.help);
    return copy;
}

bool settings_same(const struct settings *a, const struct settings *b)
{
    const struct settings x = without_view(a), y = without_view(b);
    return memcmp(&x, &y, sizeof x) == 0;
}

const struct acts *settings_acts_const(const struct settings *s, enum screen screen)
{
    switch (screen) {
    case SCREEN_PLOT:
        return &s->plot.acts;
    case SCREEN_FLOW:
    case SCREEN_UNITS:
    case SCREEN_MAP:
        return &s->flow.acts;
    default:
        return NULL;
    }
}

struct acts *settings_acts(struct settings *s, enum screen screen)
{
    bool stacks = screen == SCREEN_FLOW || screen == SCREEN_UNITS || screen == SCREEN_MAP;
    return screen == SCREEN_PLOT ? &s->plot.acts : stacks ? &s->flow.acts : NULL;
}

struct stack_spec settings_spec(const struct settings *s, int i)
{
    const struct flow_settings *flow = &s->flow;
    bool chain = flow->mode == STACK_CHAIN;
    struct stack_spec spec;
    memset(&spec, 0, sizeof spec);
    spec.act = flow->acts.use[i];
    spec.layers = flow->layers;
    spec.width = chain ? 1 : flow->width;
    spec.batch = chain ? 1 : flow->batch;
    spec.init = (enum stack_init)flow->init;
    spec.init_scale = flow->init_scale;
    spec.dist = (enum stack_dist)flow->dist;
    spec.gain = flow->gain;
    spec.bias = flow->bias;
    spec.seed = (uint64_t)(isnan(flow->seed) ? s->seed : flow->seed);
    spec.mode = (enum stack_mode)flow->mode;
    spec.weight = flow->weight;
    spec.input = flow->input;
    spec.saturated_below = flow->saturated_below;
    spec.residual = flow->residual;
    spec.norm = (enum stack_norm)flow->norm;
    spec.precision = (enum round_format)flow->precision;
    return spec;
}

/* The k-th of its like, from 1, after its name; whole, since it is read back. */
static void add_number(char out[ACT_NAME], int k)
{
    char number[16];
    if (k == 1)
        return;
    (void)snprintf(number, sizeof number, "#%d", k);
    size_t room = ACT_NAME - 1 - strlen(number), n = strlen(out);
    memcpy(out + (n < room ? n : room), number, strlen(number) + 1);
}

char *settings_act_name(const struct acts *acts, int i, char out[ACT_NAME])
{
    int k = 1;
    for (int j = 0; j < i; j++)
        k += acts->use[j].act == acts->use[i].act;
    (void)act_label(acts->use[i].act, out);
    add_number(out, k);
    return out;
}

char *settings_act_id(const struct acts *acts, int i, char out[ACT_NAME])
{
    int k = 1;
    for (int j = 0; j < i; j++)
        k += str_is(acts->use[j].act->name, acts->use[i].act->name);
    (void)str_copy(out, ACT_NAME, acts->use[i].act->name);
    add_number(out, k);
    return out;
}

int settings_act_find(const struct acts *acts, const char *name)
{
    char own[ACT_NAME];
    for (int i = 0; i < acts->n; i++)
        if (str_is(settings_act_id(acts, i, own), name))
            return i;
    for (int i = 0; i < acts->n; i++)
        if (str_is(settings_act_name(acts, i, own), name))
            return i;
    return -1;
}

static void replace(struct acts *acts, const struct act *old, const struct act *act)
{
    for (int i = 0; i < acts->n; i++) {
        const struct act_use before = acts->use[i];
        if (before.act != old)
            continue;
        acts->use[i] = act_use_of(act);
        for (int k = 0; k < act_params(old); k++) {
            int at = act_param_find(act, old->param[k].name, NULL);
            if (at >= 0) /* where the new range forbids it, the new default stays */
                (void)act_set(&acts->use[i], at, before.param[k], NULL);
        }
    }
}

void settings_replace_act(struct settings *s, const struct act *old, const struct act *act)
{
    replace(&s->plot.acts, old, act);
    replace(&s->flow.acts, old, act);
}
