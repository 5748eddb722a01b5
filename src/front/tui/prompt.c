#include "front/tui/prompt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { QUEUE = 16, HISTORY_MAX = 1000 };

static struct {
    const struct app *app;
    bool ready;
    struct prompt_line line;
    unsigned char queue[QUEUE]; /* of one key */
    int head, tail;
    bool ended;          /* Readline has handed a line over: */
    char *text;          /* the line, NULL for end of file */
    struct str matches;  /* completions to be shown */
    char **word;         /* completions of the word under way, until Readline has copied them */
    int words, word_cap; /* of them */
    int next;            /* to be given to Readline */
} prompt;

/* ---- the queue ---- */

static int pop(FILE *stream)
{
    (void)stream;
    return prompt.head < prompt.tail ? prompt.queue[prompt.head++] : EOF;
}

static int is_input_there(void)
{
    return prompt.head < prompt.tail;
}

static void feed(const char *bytes, size_t n)
{
    if (n == 0 || n > QUEUE)
        return;
    memcpy(prompt.queue, bytes, n);
    prompt.head = 0;
    prompt.tail = (int)n;
    while (is_input_there() && prompt.line.open && !prompt.ended)
        rl_callback_read_char();
}

/* ---- completion ---- */

static void forget_words(void)
{
    for (int i = 0; i < prompt.words; i++)
        mem_free(prompt.word[i]);
    prompt.words = prompt.next = 0;
}

static void keep_word(void *arg, const char *word)
{
    (void)arg;
    if (prompt.words == prompt.word_cap) {
        prompt.word_cap = prompt.word_cap ? 2 * prompt.word_cap : 64;
        prompt.word = mem_resize(prompt.word, (size_t)prompt.word_cap, sizeof *prompt.word);
    }
    prompt.word[prompt.words++] = mem_copy(word);
}

/* Readline frees what it gets with free(). */
static char *next_word(const char *text, int state)
{
    (void)text;
    if (!state)
        prompt.next = 0;
    return prompt.next < prompt.words ? strdup(prompt.word[prompt.next++]) : NULL;
}

/* Is the word at `start` a file, as the first operand of a verb that takes one? */
static bool wants_file(const char *line, int start)
{
    char verb[64];
    const char *command = line;
    for (int i = 0; i < start; i++)
        if (line[i] == ';')
            command = line + i + 1;
    command += strspn(command, " \t");
    size_t n = strcspn(command, " \t");
    if (n >= sizeof verb || command + n >= line + start)
        return false;
    memcpy(verb, command, n);
    verb[n] = '\0';
    const struct verb *row = app_verb_find(prompt.app, verb);
    return row && row->arg[0] == ARG_FILE;
}

static char **complete(const char *text, int start, int end)
{
    if (wants_file(rl_line_buffer, start))
        return NULL; /* Readline completes names of files by itself */
    rl_attempted_completion_over = 1;
    forget_words();
    (void)app_complete(prompt.app, rl_line_buffer, (size_t)end, keep_word, NULL);
    if (!prompt.words)
        return NULL;
    char **matches = rl_completion_matches(text, next_word);
    size_t n = matches ? strlen(matches[0]) : 0;
    if (n && strchr("=([", matches[0][n - 1])) /* more is to come */
        rl_completion_suppress_append = 1;
    return matches;
}

/* matches[0] is what they have in common. */
static void show_matches(char **matches, int n, int longest)
{
    (void)longest;
    str_clear(&prompt.matches);
    for (int i = 1; i <= n; i++) {
        const char *slash = strrchr(matches[i], '/');
        bool is_path = rl_filename_completion_desired && slash && slash[1];
        if (i > 1)
            str_add_char(&prompt.matches, '\n');
        str_add(&prompt.matches, is_path ? slash + 1 : matches[i]);
    }
}

/* ---- Readline set up ---- */

static void take_line(char *text)
{
    prompt.ended = true;
    prompt.text = text;
    rl_callback_handler_remove();
}

/* The view paints. */
static void no_redisplay(void)
{
}

static void bind_keys(void)
{
    static const struct {
        const char *sequence;
        rl_command_func_t *run;
    } keys[] = {{"\033[3~", rl_delete},         {"\033[2~", rl_overwrite_mode},
                {"\033[1;5C", rl_forward_word}, {"\033[1;5D", rl_backward_word},
                {"\033[1;3C", rl_forward_word}, {"\033[1;3D", rl_backward_word}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        (void)rl_bind_keyseq_if_unbound(keys[i].sequence, keys[i].run);
    /* It would report errors of the file on standard error, into the picture. */
    (void)rl_unbind_function_in_map(rl_re_read_init_file, emacs_ctlx_keymap);
}

static void fill_history(const char *history)
{
    struct str line;
    str_init(&line);
    using_history();
    stifle_history(HISTORY_MAX);
    for (const char *p = history; *p;) {
        size_t n = strcspn(p, "\n");
        str_clear(&line);
        str_add_n(&line, p, n);
        if (n)
            add_history(line.data);
        p += n + (p[n] == '\n');
    }
    str_done(&line);
}

bool prompt_start(const struct app *app, const char *history, struct err *e)
{
    rl_instream = fopen("/dev/null", "r");
    rl_outstream = fopen("/dev/null", "w");
    if (!rl_instream || !rl_outstream)
        return err_set(e, "the command line cannot be used: /dev/null: %s", strerror(errno));
    str_init(&prompt.matches);
    prompt.app = app;
    prompt.line.prefix = prompt.line.text = prompt.line.matches = "";
    rl_readline_name = "actviz";
    rl_terminal_name = "dumb";
    rl_catch_signals = rl_catch_sigwinch = rl_change_environment = 0;
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_getc_function = pop;
    rl_input_available_hook = is_input_there;
    rl_redisplay_function = no_redisplay;
    rl_attempted_completion_function = complete;
    rl_completion_display_matches_hook = show_matches;
    rl_completer_word_break_characters = " \t;";
    rl_basic_quote_characters = "";
    (void)rl_variable_bind("show-all-if-ambiguous", "on"); /* before inputrc, which may differ */
    (void)rl_initialize();
    (void)rl_variable_bind("bell-style", "none"); /* it would ring on standard error */
    bind_keys();
    fill_history(history);
    prompt.ready = true;
    return true;
}

void prompt_history(struct str *out)
{
    HIST_ENTRY **entry = prompt.ready ? history_list() : NULL;
    for (int i = 0; entry && entry[i]; i++) {
        str_add(out, entry[i]->line);
        str_add_char(out, '\n');
    }
}

/* ---- editing ---- */

void prompt_open(const char *text)
{
    if (!prompt.ready || prompt.line.open)
        return;
    prompt.ended = false;
    prompt.line.open = true;
    str_clear(&prompt.matches);
    using_history();
    rl_callback_handler_install(":", take_line);
    (void)rl_insert_text(text);
}

bool prompt_is_open(void)
{
    return prompt.line.open;
}

static enum prompt_result cancel(void)
{
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_callback_handler_remove();
    prompt.line.open = false;
    return PROMPT_CANCELLED;
}

/* A line worth keeping: not blank, not the one before, not begun with a blank. */
static void remember(const char *line)
{
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (line[0] != '\0' && line[0] != ' ' && !(last && str_is(last->line, line)))
        add_history(line);
}

static enum prompt_result close_line(struct str *line)
{
    prompt.line.open = false;
    if (!prompt.text)
        return PROMPT_CANCELLED;
    str_clear(line);
    str_add(line, prompt.text);
    remember(prompt.text);
    free(prompt.text); /* Readline's, from malloc */
    prompt.text = NULL;
    return PROMPT_DONE;
}

/* What a terminal sends for a key. */
static const char *sequence(uint32_t code, unsigned mods)
{
    static const struct {
        uint32_t code;
        unsigned mods;
        const char *text;
    } table[] = {
        {KEY_CODE_ENTER, 0, "\r"},
        {KEY_CODE_TAB, 0, "\t"},
        {KEY_CODE_ESC, 0, "\033"},
        {KEY_CODE_SPACE, 0, " "},
        {KEY_CODE_BACKSPACE, 0, "\177"},
        {KEY_CODE_UP, 0, "\033[A"},
        {KEY_CODE_DOWN, 0, "\033[B"},
        {KEY_CODE_RIGHT, 0, "\033[C"},
        {KEY_CODE_LEFT, 0, "\033[D"},
        {KEY_CODE_RIGHT, KEY_CTRL, "\033[1;5C"},
        {KEY_CODE_LEFT, KEY_CTRL, "\033[1;5D"},
        {KEY_CODE_RIGHT, KEY_ALT, "\033[1;3C"},
        {KEY_CODE_LEFT, KEY_ALT, "\033[1;3D"},
        {KEY_CODE_HOME, 0, "\033[H"},
        {KEY_CODE_END, 0, "\033[F"},
        {KEY_CODE_DELETE, 0, "\033[3~"},
        {KEY_CODE_INSERT, 0, "\033[2~"},
        {KEY_CODE_BACKSPACE, KEY_ALT, "\033\177"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].code == code && table[i].mods == mods)
            return table[i].text;
    return NULL;
}

/* Bytes of a key that is a character. */
static size_t spell(const struct key *key, char out[QUEUE])
{
    size_t n = 0;
    uint32_t c = key->code;
    if (key->code >= KEY_CODE_BASE)
        return 0;
    if (c >= 0x80 && MB_CUR_MAX == 1)
        c = '?'; /* Readline would take its bytes for commands */
    if (key->mods & KEY_CTRL)
        c &= 0x1F;
    if (key->mods & KEY_ALT)
        out[n++] = '\033';
    return n + utf8_put(out + n, c);
}

enum prompt_result prompt_key(const struct key *key, struct str *line)
{
    char bytes[QUEUE];
    bool is_vi = rl_editing_mode == 0;
    bool is_cancel = key->code == 'c' && key->mods == KEY_CTRL;
    if (is_cancel || (key->code == KEY_CODE_ESC && !is_vi))
        return cancel();
    const char *known = sequence(key->code, key->mods);
    str_clear(&prompt.matches);
    if (known)
        feed(known, strlen(known));
    else
        feed(bytes, spell(key, bytes));
    return prompt.ended ? close_line(line) : PROMPT_EDITING;
}

void prompt_paste(const struct key *key)
{
    char bytes[QUEUE];
    bool blank =
        key->code == KEY_CODE_ENTER || key->code == KEY_CODE_TAB || key->code == KEY_CODE_SPACE;
    struct key plain = {.code = blank ? ' ' : key->code};
    size_t n = key->mods ? 0 : spell(&plain, bytes);
    if (n == 0 || rl_end > 4000)
        return;
    if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH)) {
        feed(bytes, n);
        return;
    }
    bytes[n] = '\0';
    (void)rl_insert_text(bytes);
}

const struct prompt_line *prompt_line(void)
{
    if (prompt.line.open) {
        prompt.line.prefix = rl_display_prompt ? rl_display_prompt : ":";
        prompt.line.text = rl_line_buffer;
        prompt.line.cursor = rl_point;
        prompt.line.matches = prompt.matches.data;
    }
    return &prompt.line;
}
