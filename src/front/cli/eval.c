/* eval: values of a function, for numbers given or streamed from standard input in constant
 * memory. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/str.h"
#include "front/cli/output.h"
#include "front/cli/shell.h"
#include "num/act.h"
#include "view/report.h"

enum { TOKEN = 400, CHUNK = 1 << 16 };

/* Where numbers come from and rows go to. */
struct stream {
    const struct act_use *use;
    enum report_format format;
    struct str row; /* used anew for every row */
    bool first;
    long line, col; /* of the character to come */
    char token[TOKEN];
    size_t n;
    long token_line, token_col;
};

static bool write_row(struct stream *s, double x)
{
    str_clear(&s->row);
    report_eval_row(s->format, s->use, x, s->first, &s->row);
    s->first = false;
    return output_text(s->row.data, s->row.len);
}

static bool bad_token(const struct stream *s)
{
    output_error("standard input:%ld:%ld: %.40s is no number", s->token_line, s->token_col,
                 s->token);
    return false;
}

/* A number has come to its end. */
static bool end_token(struct stream *s)
{
    double x;
    if (s->n == 0)
        return true;
    s->token[s->n] = '\0';
    if (strlen(s->token) != s->n || !fmt_parse(s->token, &x))
        return bad_token(s);
    s->n = 0;
    return write_row(s, x);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool take_char(struct stream *s, char c)
{
    if (is_space(c)) {
        if (!end_token(s))
            return false;
        s->col++;
        if (c == '\n') {
            s->line++;
            s->col = 1;
        }
        return true;
    }
    if (s->n == 0) {
        s->token_line = s->line;
        s->token_col = s->col;
    }
    if (s->n == TOKEN - 1) { /* no number is that long */
        s->token[s->n] = '\0';
        return bad_token(s);
    }
    s->token[s->n++] = c;
    s->col += ((unsigned char)c & 0xC0) != 0x80; /* columns count characters */
    return true;
}

static bool stream_input(struct stream *s)
{
    char bytes[CHUNK];
    ssize_t n;
    while ((n = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            output_error("standard input: %s", strerror(errno));
            return false;
        }
        for (ssize_t i = 0; i < n; i++)
            if (!take_char(s, bytes[i]))
                return false;
        /* Whoever waits for the answer before the next question gets it. */
        if (!output_flush())
            return false;
    }
    return end_token(s);
}

/* Numbers that were checked before. */
static bool given_numbers(struct stream *s, const struct args *args)
{
    bool fine = true;
    for (int i = 2; fine && i < args->words; i++) {
        double x;
        fine = fmt_parse(args->word[i], &x) && write_row(s, x);
    }
    return fine;
}

static bool write_mark(struct stream *s, void (*mark)(enum report_format, struct str *))
{
    str_clear(&s->row);
    mark(s->format, &s->row);
    return output_text(s->row.data, s->row.len);
}

int eval_run(struct args *args)
{
    struct err e = {0};
    struct act_use use;
    int format = REPORT_TSV;
    bool fine = shell_format(args, &format, &e);
    shell_plain(args);
    if (fine && args->words < 2)
        fine = err_set(&e, "eval needs a function: actviz eval sigmoid 0");
    if (!fine || !act_parse(NULL, args->word[1], &use, &e))
        return shell_refuse(&e);
    for (int i = 2; i < args->words; i++) {
        double x;
        if (!fmt_parse(args->word[i], &x)) {
            (void)err_set(&e, "%s is no number; eval takes one function and numbers",
                          args->word[i]);
            return shell_refuse(&e);
        }
    }
    struct stream s = {
        .use = &use, .format = (enum report_format)format, .first = true, .line = 1, .col = 1};
    str_init(&s.row);
    fine = write_mark(&s, report_eval_start);
    if (fine)
        fine = args->words > 2 ? given_numbers(&s, args) : stream_input(&s);
    if (fine)
        fine = write_mark(&s, report_eval_end);
    str_done(&s.row);
    return fine ? STATUS_DONE : STATUS_FAILED;
}
