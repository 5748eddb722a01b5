#include "lesson/advice.h"

#include <string.h>

#include "lesson/judge.h"
#include "lesson/rich.h"

enum {
    WORDS_MAX = 90,     /* between two stops */
    STEPS_QUIET = 3,    /* in a row without a question */
    HABIT_QUESTIONS = 3 /* choices from which on a habit shows */
};

static const struct block *block_of(const struct lesson_file *f, const struct step *s, int i)
{
    return &f->block[s->first + i];
}

static bool is_stop(const struct block *b)
{
    return b->kind == BLOCK_PAUSE || lesson_file_is_question(b);
}

/* Prompts and captions count where they are read. */
static int words_of(const struct block *b)
{
    if (b->kind != BLOCK_DIRECTIVE)
        return rich_words(b->text);
    int n = rich_words(b->body.prompt ? b->body.prompt : "");
    const struct entry *line;
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_LINE, i)) != NULL; i++)
        n += line->text ? rich_words(line->text) : 0;
    return n;
}

static void count_words(struct lesson_file *f, const struct step *s)
{
    int words = 0, from = s->line;
    for (int i = 0; i < s->blocks; i++) {
        const struct block *b = block_of(f, s, i);
        words += words_of(b);
        if (!is_stop(b) && i + 1 < s->blocks)
            continue;
        if (words > WORDS_MAX)
            (void)source_problem(&f->source, 402, from, 1,
                                 "%d words before the learner does something again; %d are enough",
                                 words, WORDS_MAX);
        words = 0;
        from = b->last + 1;
    }
}

static int questions_of(const struct lesson_file *f, const struct step *s)
{
    int n = 0;
    for (int i = 0; i < s->blocks; i++)
        n += lesson_file_is_question(block_of(f, s, i));
    return n;
}

static void look_for_quiet(struct lesson_file *f)
{
    int quiet = 0;
    for (int i = 0; i < f->steps; i++) {
        quiet = questions_of(f, &f->step[i]) ? 0 : quiet + 1;
        if (quiet == STEPS_QUIET)
            (void)source_problem(&f->source, 403, f->step[i].line, 1,
                                 "%d steps in a row without a question", quiet);
    }
}

static void look_at_question(struct lesson_file *f, const struct block *b)
{
    const struct entry *o;
    for (int i = 0; (o = directive_entry(&b->body, ENTRY_OPTION, i)) != NULL; i++)
        if (!o->right && !o->many && !o->text)
            (void)source_problem(&f->source, 404, o->line, o->col,
                                 "a wrong option without `=> feedback`");
    static const enum entry_kind ticked[] = {ENTRY_GOAL, ENTRY_DID};
    for (int k = 0; k < 2; k++)
        for (int i = 0; (o = directive_entry(&b->body, ticked[k], i)) != NULL; i++)
            if (!o->text)
                (void)source_problem(&f->source, 408, o->line, o->col,
                                     "the learner sees this as an expression; say what is to be "
                                     "reached behind `=>`");
    bool guess = b->directive->kind == DIRECTIVE_PREDICT;
    if (!guess && !directive_entry(&b->body, ENTRY_HINT, 0))
        (void)source_problem(&f->source, 405, b->line, 1, "a question without a hint");
}

/* Where the right option stands, -1 where the question is no choice of one; is it the longest? */
static int right_place(const struct block *b, bool *longest)
{
    bool many;
    int place = -1;
    size_t most = 0;
    if (!lesson_file_is_question(b) || !judge_is_choice(&b->body, &many) || many)
        return -1;
    const struct entry *o;
    for (int i = 0; (o = directive_entry(&b->body, ENTRY_OPTION, i)) != NULL; i++) {
        size_t n = strlen(o->value);
        place = o->right ? i : place;
        if (n > most || (n == most && o->right))
            *longest = o->right;
        most = n > most ? n : most;
    }
    return place;
}

static void look_for_habits(struct lesson_file *f)
{
    int choices = 0, first = -1, line = 1;
    bool same = true, all_longest = true;
    for (int i = 0; i < f->blocks; i++) {
        bool longest = false;
        int place = right_place(&f->block[i], &longest);
        if (place < 0)
            continue;
        first = choices == 0 ? place : first;
        same = same && place == first;
        all_longest = all_longest && longest;
        line = f->block[i].line;
        choices++;
    }
    if (choices < HABIT_QUESTIONS)
        return;
    if (same)
        (void)source_problem(&f->source, 406, line, 1, "the right option is always %c",
                             'a' + first);
    if (all_longest)
        (void)source_problem(&f->source, 407, line, 1, "the right option is always the longest");
}

void advice_give(struct lesson_file *f)
{
    for (int i = 0; i < f->steps; i++)
        count_words(f, &f->step[i]);
    look_for_quiet(f);
    for (int i = 0; i < f->blocks; i++)
        if (lesson_file_is_question(&f->block[i]) && f->block[i].directive->played)
            look_at_question(f, &f->block[i]);
    look_for_habits(f);
}
