#include "lesson/lesson_file.h"

#include <cmark.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/fence.h"
#include "lesson/front.h"
#include "lesson/judge.h"
#include "lesson/rich.h"

/* Words that a fence of plain text may carry. */
static const char listing_words[] = "text";

struct builder {
    struct lesson_file *f;
    int step_cap, block_cap;
    bool early; /* something stood before the first step, reported once */
};

static char *marked(struct lesson_file *f, cmark_node *node)
{
    struct str s;
    str_init(&s);
    rich_of_node(node, &s);
    char *text = pool_copy(&f->pool, s.data, s.len);
    str_done(&s);
    return text;
}

static struct block *add_block(struct builder *b, enum block_kind kind, cmark_node *node)
{
    struct lesson_file *f = b->f;
    if (f->blocks == b->block_cap) {
        b->block_cap = b->block_cap ? 2 * b->block_cap : 32;
        f->block = mem_resize(f->block, (size_t)b->block_cap, sizeof *f->block);
    }
    int line = cmark_node_get_start_line(node);
    if (f->steps == 0) {
        if (!b->early)
            (void)source_problem(&f->source, 201, line, 1,
                                 "this stands before the first step; a step starts with `## Title "
                                 "{#id}`");
        b->early = true;
        return NULL;
    }
    struct block *block = &f->block[f->blocks++];
    *block = (struct block){
        .kind = kind, .text = "", .line = line, .last = cmark_node_get_end_line(node)};
    f->step[f->steps - 1].blocks++;
    return block;
}

/* ---- steps ---- */

/* The "{#id carry}" at the end of a heading's line. */
static void read_step_attributes(struct lesson_file *f, struct step *s)
{
    size_t n;
    const char *text = source_line(&f->source, s->line, &n);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    size_t open = n;
    while (open > 0 && text[open - 1] != '{')
        open--;
    if (open == 0 || n == 0 || text[n - 1] != '}') {
        (void)source_problem(&f->source, 202, s->line, 1,
                             "a step needs an id at the end of its heading, as in {#name}");
        return;
    }
    char words[128] = {0};
    memcpy(words, text + open, n - 1 - open < sizeof words ? n - 1 - open : sizeof words - 1);
    size_t id = strcspn(words, " ");
    const char *rest = words + id + strspn(words + id, " ");
    int col = source_col(&f->source, s->line, open);
    if (words[0] != '#' || !directive_is_id(words + 1, id - (id > 0)))
        (void)source_problem(&f->source, 221, s->line, col,
                             "an id is # and small letters, digits and hyphens");
    else
        s->id = pool_copy(&f->pool, words + 1, id - 1);
    if (str_is(rest, "carry"))
        s->carry = true;
    else if (*rest)
        (void)source_problem(&f->source, 209, s->line, col, "a step may say only #id and carry");
}

/* The line of - or = that makes a heading of the text above it. */
static int underline_of(const struct lesson_file *f, int line, int last)
{
    for (int i = line + 1; i <= last; i++) {
        size_t n;
        const char *text = source_line(&f->source, i, &n);
        size_t at = 0;
        while (at < n && strchr(" -=", text[at]))
            at++;
        if (n > 0 && at == n)
            return i;
    }
    return last;
}

static void add_step(struct builder *b, cmark_node *node)
{
    struct lesson_file *f = b->f;
    int line = cmark_node_get_start_line(node);
    size_t n;
    const char *text = source_line(&f->source, line, &n);
    if (n == 0 || text[0] != '#') {
        int underline = underline_of(f, line, cmark_node_get_end_line(node));
        (void)source_problem(&f->source, 208, underline, 1,
                             "this line makes a heading of the text above; a pause needs an empty "
                             "line before it");
        return;
    }
    if (f->steps == b->step_cap) {
        b->step_cap = b->step_cap ? 2 * b->step_cap : 16;
        f->step = mem_resize(f->step, (size_t)b->step_cap, sizeof *f->step);
    }
    struct step *s = &f->step[f->steps++];
    char *title = marked(f, node);
    char *attributes = strrchr(title, '{');
    if (attributes && strchr(attributes, '}')) {
        while (attributes > title && attributes[-1] == ' ')
            attributes--;
        *attributes = '\0';
    }
    *s = (struct step){.id = "", .title = title, .line = line, .first = f->blocks};
    read_step_attributes(f, s);
    if (!*title)
        (void)source_problem(&f->source, 217, line, 1, "a step needs a title");
}

/* ---- fenced blocks ---- */

static void add_listing(struct builder *b, cmark_node *node)
{
    struct block *block = add_block(b, BLOCK_LISTING, node);
    if (!block)
        return;
    const char *literal = cmark_node_get_literal(node);
    size_t n = strlen(literal);
    while (n > 0 && literal[n - 1] == '\n')
        n--;
    struct str s;
    str_init(&s);
    rich_of_plain(literal, n, &s);
    block->text = pool_copy(&b->f->pool, s.data, s.len);
    str_done(&s);
}

static void add_fence(struct builder *b, cmark_node *node)
{
    struct source *source = &b->f->source;
    int line = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    struct fence fence;
    if (!fence_read(source, line, cmark_node_get_start_column(node), &fence)) {
        add_listing(b, node); /* indented code */
        return;
    }
    if (!fence_check_closed(source, &fence, last))
        return;
    const struct directive *d = directive_find(fence.word);
    if (!d && fence.word[0] && !str_has_word(listing_words, fence.word)) {
        (void)fence_refuse(source, &fence);
        return;
    }
    if (!d) {
        add_listing(b, node);
        return;
    }
    if (fence.at != 0)
        (void)source_problem(source, 210, line, fence.col, "`%s` must start in column 1", d->name);
    struct block *block = add_block(b, BLOCK_DIRECTIVE, node);
    if (!block)
        return;
    block->directive = d;
    directive_read(d, &fence, cmark_node_get_literal(node), source, &b->f->pool, &block->body);
    judge_check(d, &block->body, line, source);
}

/* ---- narration ---- */

/* Where a paragraph stands: in a list, a quote, or on its own. */
static enum block_kind place_of(cmark_node *node, cmark_node **item)
{
    for (cmark_node *p = cmark_node_parent(node); p; p = cmark_node_parent(p)) {
        if (cmark_node_get_type(p) == CMARK_NODE_ITEM) {
            *item = p;
            return BLOCK_ITEM;
        }
        if (cmark_node_get_type(p) == CMARK_NODE_BLOCK_QUOTE)
            return BLOCK_QUOTE;
    }
    return BLOCK_PROSE;
}

/* "2." in a numbered list, else NULL. */
static const char *item_label(struct lesson_file *f, cmark_node *item)
{
    cmark_node *list = cmark_node_parent(item);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
        return NULL;
    int number = cmark_node_get_list_start(list);
    for (cmark_node *p = cmark_node_previous(item); p; p = cmark_node_previous(p))
        number++;
    char label[24];
    int n = snprintf(label, sizeof label, "%d.", number);
    return pool_copy(&f->pool, label, (size_t)n);
}

static void add_paragraph(struct builder *b, cmark_node *node)
{
    cmark_node *item = NULL;
    enum block_kind kind = place_of(node, &item);
    struct block *block = add_block(b, kind, node);
    if (!block)
        return;
    block->text = marked(b->f, node);
    if (item && !cmark_node_previous(node))
        block->label = item_label(b->f, item);
}

static void add_html(struct builder *b, cmark_node *node)
{
    if (!str_starts(cmark_node_get_literal(node), "<!--"))
        (void)source_problem(&b->f->source, 215, cmark_node_get_start_line(node), 1,
                             "HTML is not shown in a lesson (a comment is fine)");
}

static void add_heading(struct builder *b, cmark_node *node)
{
    if (cmark_node_get_heading_level(node) == 2) {
        add_step(b, node);
        return;
    }
    struct block *block = add_block(b, BLOCK_HEADING, node);
    if (block)
        block->text = marked(b->f, node);
}

static void read_body(struct lesson_file *f, const char *body)
{
    struct builder b = {.f = f};
    cmark_node *doc = cmark_parse_document(body, strlen(body), CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(doc);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_HEADING:
            add_heading(&b, node);
            break;
        case CMARK_NODE_PARAGRAPH:
            add_paragraph(&b, node);
            break;
        case CMARK_NODE_CODE_BLOCK:
            add_fence(&b, node);
            break;
        case CMARK_NODE_THEMATIC_BREAK:
            (void)add_block(&b, BLOCK_PAUSE, node);
            break;
        case CMARK_NODE_HTML_BLOCK:
            add_html(&b, node);
            break;
        default:
            break;
        }
    }
    cmark_iter_free(iter);
    cmark_node_free(doc);
    if (f->steps == 0 && *body)
        (void)source_problem(&f->source, 202, f->source.lines, 1,
                             "a lesson needs a step: `## Title {#id}`");
}

/* ---- ids ---- */

int lesson_file_step(const struct lesson_file *f, const char *id)
{
    for (int i = 0; i < f->steps; i++)
        if (str_is(f->step[i].id, id))
            return i;
    return -1;
}

int lesson_file_block(const struct lesson_file *f, const char *id)
{
    for (int i = 0; i < f->blocks; i++)
        if (f->block[i].body.id && str_is(f->block[i].body.id, id))
            return i;
    return -1;
}

bool lesson_file_is_question(const struct block *b)
{
    return b->kind == BLOCK_DIRECTIVE && b->directive->question;
}

static void check_ids(struct lesson_file *f)
{
    for (int i = 0; i < f->steps; i++) {
        int first = lesson_file_step(f, f->step[i].id);
        if (first < i && *f->step[i].id)
            (void)source_problem(&f->source, 203, f->step[i].line, 1,
                                 "the id `%s` is that of the step in line %d", f->step[i].id,
                                 f->step[first].line);
    }
    for (int i = 0; i < f->blocks; i++) {
        const struct block *b = &f->block[i];
        int first = b->body.id ? lesson_file_block(f, b->body.id) : i;
        if (first < i)
            (void)source_problem(&f->source, 203, b->line, b->body.id_col,
                                 "the id `%s` is that of the block in line %d", b->body.id,
                                 f->block[first].line);
    }
}

struct lesson_file *lesson_file_new(const char *text, size_t n)
{
    struct lesson_file *f = mem_new(1, sizeof *f);
    char *copy = pool_copy(&f->pool, text, n);
    if (!source_init(&f->source, copy, n))
        return f;
    struct str body;
    str_init(&body);
    front_read(f, &body);
    read_body(f, body.data);
    check_ids(f);
    str_done(&body);
    return f;
}

void lesson_file_free(struct lesson_file *f)
{
    if (!f)
        return;
    mem_free(f->step);
    mem_free(f->block);
    source_done(&f->source);
    pool_done(&f->pool);
    mem_free(f);
}
