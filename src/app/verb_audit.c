#include "app/verb_audit.h"

#include <math.h>

#include "app/impl.h"
#include "base/fmt.h"
#include "num/decimal.h"
#include "num/elem.h"

void audit_job_done(struct audit_job *job)
{
    audit_free(job->audit);
    *job = (struct audit_job){0};
}

int audit_job_entries(const struct stack_spec *spec)
{
    /* Products of one sample through a window, times differences of an entry; how many may be had,
     * in about two seconds; matrices of more than so many columns do not stay in a cache. */
    static const double AN_ENTRY = 8.0 * 20, IN_ALL = 2e9, CACHED = 256, MISS = 8;
    enum { LEAST = 8, MORE = 40 };
    double samples = spec->norm == STACK_NORM_BATCH ? spec->batch : 1;
    double cost = AN_ENTRY * samples * spec->width * (spec->width + 20.0);
    double may = IN_ALL / (spec->width > CACHED ? MISS * cost : cost);
    return (int)fmax(LEAST, fmin(2.0 * (spec->layers + 1) + MORE, may));
}

bool audit_job_is_fine(const struct audit_result *r)
{
    return r->compared > 0 && r->worst <= AUDIT_JOB_WORST && r->forward <= AUDIT_JOB_WORST;
}

void audit_job_where(const struct audit_result *r, struct str *out)
{
    if (r->what == AUDIT_WEIGHT)
        str_addf(out, "W[%d][%d] of layer %d", r->to + 1, r->from + 1, r->layer);
    else
        str_addf(out, "x[%d]", r->to + 1);
}

/* v 2^exponent */
static void add_scaled(struct str *out, double v, int exponent)
{
    char size[FMT_SIZE];
    if (!isfinite(v) || v == 0)
        fmt_short(size, v, 3);
    else
        decimal_of_log10(size, elem_log10_scaled(fabs(v), exponent), 6);
    str_addf(out, "%s%s", v < 0 ? "-" : "", isfinite(v) ? size : "not finite");
}

/* What was found wrong. */
static void add_fault(struct str *text, const struct audit_result *r)
{
    char worst[FMT_SIZE];
    if (r->worst <= AUDIT_JOB_WORST) {
        str_addf(text, "z of layer %d is wrong by %s of its rms", r->forward_layer,
                 fmt_short(worst, r->forward, 2));
        return;
    }
    str_addf(text, "the gradient is wrong by %s of itself at ", fmt_short(worst, r->worst, 2));
    audit_job_where(r, text);
    str_add(text, ": ");
    add_scaled(text, r->analytic, r->exponent);
    str_add(text, ", by central differences ");
    add_scaled(text, r->numeric, r->exponent);
}

/* How many entries were compared, and were not. */
static void add_counts(struct str *text, const struct audit_job *job, const struct audit_result *r)
{
    const bool all = audit_job_entries(&job->spec) > job->spec.layers;
    str_addf(text, "%d entries%s", r->compared, all ? "" : " (not of every layer)");
    if (r->skipped > 0)
        str_addf(text, " (%d skipped)", r->skipped);
}

void audit_job_tell(const struct audit_job *job, const struct audit_result *r, struct str *text)
{
    char worst[FMT_SIZE];
    if (r->compared == 0) {
        str_addf(text, "none of %d entries can be compared: kinks, or not finite", r->skipped);
    } else if (!audit_job_is_fine(r)) {
        add_fault(text, r);
    } else if (r->zero == r->compared) {
        str_add(text, "nothing to check: ");
        add_counts(text, job, r);
        str_add(text, " are 0, and so are the differences");
    } else if (r->worst == 0) {
        add_counts(text, job, r);
        str_add(text, " agree with central differences exactly");
    } else {
        add_counts(text, job, r);
        str_addf(text, " agree to %s; worst ", fmt_short(worst, r->worst, 2));
        audit_job_where(r, text);
    }
}

static void tell(struct app *app, const struct audit_result *r)
{
    const struct audit_job *job = &app->audit;
    char name[ACT_NAME];
    struct str text;
    str_init(&text);
    str_addf(&text, "audit of %s: ", settings_act_name(&app->settings.flow.acts, job->act, name));
    audit_job_tell(job, r, &text);
    app_note(app, !audit_job_is_fine(r), "%s", text.data);
    str_done(&text);
}

static bool is_current(const struct app *app)
{
    const struct audit_job *job = &app->audit;
    if (job->act >= app->settings.flow.acts.n)
        return false;
    const struct stack_spec spec = settings_spec(&app->settings, job->act);
    return nets_same_spec(&spec, &job->spec);
}

void audit_job_follow(struct app *app)
{
    struct audit_job *job = &app->audit;
    if (job->asked && !job->known) {
        job->spec = settings_spec(&app->settings, job->act);
        job->known = true;
    }
    if (job->asked && !is_current(app))
        audit_job_done(job);
}

/* False, with a note, if it cannot be. */
static bool begin(struct app *app)
{
    struct audit_job *job = &app->audit;
    struct err e = {0};
    const struct stack *s = app_flow_stack(app, job->act);
    job->audit = audit_new(s, audit_job_entries(&job->spec), job->spec.seed, &e);
    if (!job->audit)
        app_note(app, true, "%s", e.text);
    return job->audit != NULL;
}

bool audit_job_work(struct app *app, double budget)
{
    struct audit_job *job = &app->audit;
    audit_job_follow(app);
    if (!job->asked || !app_flow_stack(app, job->act))
        return false;
    if (!job->audit && !begin(app)) {
        audit_job_done(job);
        return false;
    }
    double start = app_now(app);
    bool left = true;
    while (left && (budget < 0 || app_now(app) - start < budget))
        left = audit_step(job->audit);
    if (left) {
        char name[ACT_NAME];
        app_note(app, false, "audit of %s: %.0f %%",
                 settings_act_name(&app->settings.flow.acts, job->act, name),
                 100 * audit_progress(job->audit));
        return true;
    }
    tell(app, audit_result(job->audit));
    audit_job_done(job);
    return false;
}

bool verb_audit(const struct call *c, struct err *e)
{
    (void)e;
    struct app *app = c->app;
    struct settings *s = &app->settings;
    s->screen = SCREEN_FLOW;
    audit_job_done(&app->audit);
    app->audit.asked = true;
    app->audit.act = s->flow.acts.focus;
    return true;
}
