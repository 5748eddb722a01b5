/* check: `actviz lesson check FILE...`. Exit status: 0 clean, 1 warnings under --strict, 2 errors.
 */
#include "front/cli/host.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "lesson/lesson.h"

/* Larger than a lesson may be: the checker says how large that is. */
enum { FILE_BYTES = 1 << 20 };

struct tally {
    int errors, warnings;
};

static void check_file(const char *path, const struct kernel *kernel, struct tally *tally)
{
    struct str text, report;
    struct err e = {0};
    int warnings = 0;
    str_init(&text);
    str_init(&report);
    if (!host_read(NULL, path, FILE_BYTES, &text, &e)) {
        output_error("%s", e.text);
        tally->errors++;
    } else {
        tally->errors += lesson_check(path, text.data, text.len, kernel, &report, &warnings);
        tally->warnings += warnings;
        if (!report.len)
            str_addf(&report, "%s: fine\n", path);
        (void)output_text(report.data, report.len);
    }
    str_done(&report);
    str_done(&text);
}

int check_run(struct args *args)
{
    struct err e = {0};
    struct tally tally = {0};
    shell_plain(args);
    const struct kernel *kernel = session_kernel(&e);
    if (!kernel)
        return shell_refuse(&e);
    if (args->words < 3) {
        (void)err_set(&e, "lesson check needs a file: actviz lesson check FILE...");
        return shell_refuse(&e);
    }
    for (int i = 2; i < args->words; i++)
        check_file(args->word[i], kernel, &tally);
    if (tally.errors)
        return STATUS_USAGE;
    return args->strict && tally.warnings ? STATUS_FAILED : STATUS_DONE;
}
