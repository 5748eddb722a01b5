#include "base/near.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 40 }; /* names are shorter; longer words have no near name */

/* Capitals are no edits: who types ELU means elu. */
static int letter(char c)
{
    return tolower((unsigned char)c);
}

static bool begins(const char *name, const char *word)
{
    while (*word && letter(*name) == letter(*word)) {
        name++;
        word++;
    }
    return !*word;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance (Damerau 1964, restricted), three rows of the table at a time.
 */
static int edits(const char *a, int n, const char *b, int m)
{
    int row[3][LONGEST + 1] = {{0}};
    for (int j = 0; j <= m; j++)
        row[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int change = up[j - 1] + (letter(a[i - 1]) != letter(b[j - 1]));
            now[j] = least(change, least(up[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && letter(a[i - 1]) == letter(b[j - 2]) &&
                letter(a[i - 2]) == letter(b[j - 1]))
                now[j] = least(now[j], up2[j - 2] + 1);
        }
    }
    return row[n % 3][m];
}

void near_init(struct near *n, const char *word)
{
    *n = (struct near){.word = word};
}

void near_offer(struct near *n, const char *name)
{
    size_t a = strlen(n->word), b = strlen(name);
    if (a == 0 || a > LONGEST || b > LONGEST)
        return;
    int d = edits(n->word, (int)a, name, (int)b);
    /* A prefix of what is meant is as good as one edit. */
    if (a >= 3 && a < b && begins(name, n->word))
        d = least(d, 1);
    /* Of equally near names one with the same first letter is the likelier. */
    bool likelier = n->best && d == n->distance && letter(*name) == letter(*n->word) &&
                    letter(*n->best) != letter(*n->word);
    if (!n->best || d < n->distance || likelier) {
        n->best = name;
        n->distance = d;
    }
}

const char *near_name(const struct near *n)
{
    int allowed = strlen(n->word) <= 3 ? 1 : strlen(n->word) <= 5 ? 2 : 3;
    return n->best && n->distance <= allowed ? n->best : NULL;
}
