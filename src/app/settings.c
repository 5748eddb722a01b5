#include "app/settings.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/option.h"

const char *const screen_names[SCREEN_COUNT] = {"plot", "flow", "lessons", "help"};

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
    copy.flow.playhead = 0;
    copy.flow.playing = 0;
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
        return &s->flow.acts;
    default:
        return NULL;
    }
}

struct acts *settings_acts(struct settings *s, enum screen screen)
{
    return screen == SCREEN_PLOT ? &s->plot.acts : screen == SCREEN_FLOW ? &s->flow.acts : NULL;
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
    return spec;
}

char *settings_act_name(const struct acts *acts, int i, char out[ACT_NAME])
{
    char label[ACT_NAME];
    int before = 0;
    for (int k = 0; k < i; k++)
        before += acts->use[k].act == acts->use[i].act;
    if (before)
        (void)snprintf(out, ACT_NAME, "%.*s#%d", ACT_NAME - 16, act_label(acts->use[i].act, label),
                       before + 1);
    else
        (void)str_copy(out, ACT_NAME, act_label(acts->use[i].act, label));
    return out;
}
