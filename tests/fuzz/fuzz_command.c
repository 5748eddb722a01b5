/* A command line on a fresh app: nothing crashes, what is drawn afterwards is printable, completion
 * stays within the line. */
#include <string.h>

#include "base/mem.h"
#include "world.h"

enum { LINE_MAX_BYTES = 1024 };

static void candidate(void *arg, const char *word)
{
    int *count = arg;
    world_must(word && *word, "a candidate is a word");
    (*count)++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct world w;
    struct err e = {0};
    char *line = world_text(data, n, LINE_MAX_BYTES);
    size_t length = strlen(line);
    int count = 0;

    world_init(&w, true);
    for (size_t at = 0; at <= length; at += 1 + length / 8)
        world_must(app_complete(w.app, line, at, candidate, &count) <= at,
                   "completion starts here");
    bool done = app_run(w.app, line, &e);
    world_must(done || e.text[0], "a failure says why");
    world_must(done || (size_t)e.col <= length + 1, "the place is in the line");
    world_tick(&w, 0.1);
    world_draw(&w, 80, 24);
    if (!app_run_safe(w.app, line, &e))
        world_must(e.text[0] != '\0', "a refusal says why");
    world_done(&w);
    mem_free(line);
    return 0;
}
