/* A lesson file: two bytes of screen size, then the text. The checker reads, plays and judges it;
 * what it prints is text. */
#include <string.h>

#include "base/utf8.h"
#include "world.h"

enum { LESSON_BYTES = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2 || n > LESSON_BYTES)
        return 0;
    struct str out;
    int warnings = 0;
    str_init(&out);
    int errors = lesson_check("fuzz.md", (const char *)data + 2, n - 2, kernel_choose(NULL, NULL),
                              &out, &warnings);
    world_must(errors >= 0 && warnings >= 0, "problems are counted");
    world_must((errors + warnings > 0) == (out.len > 0), "every problem is printed");
    world_must(strlen(out.data) == out.len, "a report is a string");
    str_done(&out);
    return 0;
}
