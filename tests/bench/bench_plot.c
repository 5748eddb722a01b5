/* bench_plot: what one plot on standard output costs, beside gnuplot and beside a program that
 * loads the same libraries and does nothing.
 *
 * Two curves at 80x24, in Braille and colour. CPU time is user and system of the whole process as
 * the kernel counts it (wait4), loading included; the programs take turns, so that whatever else
 * the machine does falls on all. This program stays small, since a child's peak of memory is
 * counted from its parent's on. */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tally.h"

extern char **environ;

enum { RUNS = 251, PROGRAMS = 4, WORDS = 10 };

static const struct {
    double cpu_ms, rss_mib, bytes;
} goal = {3.0, 3.5, 3072};

struct program {
    const char *name;
    char *argv[WORDS];
    bool absent;
    struct tally cpu, wall;
    double rss_mib;
    long bytes;
};

/* A file that stands for the terminal: what is written to it is counted. */
static char out_path[] = "/tmp/actviz-bench-out-XXXXXX";
static char gp_path[] = "/tmp/actviz-bench-gp-XXXXXX";

static double cpu_ms(const struct rusage *use)
{
    return 1e3 * (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) +
           1e-3 * (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec);
}

/* False if the program cannot be started or fails. */
static bool run(struct program *p, int out, bool keep)
{
    posix_spawn_file_actions_t actions;
    struct rusage use;
    pid_t pid;
    int status = 0;
    if (ftruncate(out, 0) != 0 || lseek(out, 0, SEEK_SET) != 0)
        return false;
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, out, 1);
    (void)posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    double start = tally_clock(CLOCK_MONOTONIC);
    int failed = posix_spawnp(&pid, p->argv[0], &actions, NULL, p->argv, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    if (failed || wait4(pid, &status, 0, &use) != pid || !WIFEXITED(status) || WEXITSTATUS(status))
        return false;
    if (!keep)
        return true;
    tally_add(&p->wall, 1e3 * (tally_clock(CLOCK_MONOTONIC) - start));
    tally_add(&p->cpu, cpu_ms(&use));
    double rss = (double)use.ru_maxrss / 1024;
    p->rss_mib = rss > p->rss_mib ? rss : p->rss_mib;
    p->bytes = (long)lseek(out, 0, SEEK_END);
    return true;
}

static bool write_gnuplot(int fd, const char *terminal)
{
    char text[256];
    int n = snprintf(text, sizeof text,
                     "set terminal %s\nset samples 1000\n"
                     "plot [-6:6] 1/(1+exp(-x)) title 'sigmoid', x>0?x:0 title 'relu'\n",
                     terminal);
    return ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) == n;
}

/* Braille needs gnuplot 6; before it, the terminal made of letters. */
static void choose_gnuplot(struct program *p, int fd, int out)
{
    static const char *const terminal[] = {"block braille size 80,24 ansi256", "dumb 80 24 ansi"};
    static const char *const name[] = {"gnuplot, block braille", "gnuplot, dumb"};
    p->absent = true;
    for (int i = 0; i < 2 && p->absent; i++) {
        p->name = name[i];
        p->absent = !write_gnuplot(fd, terminal[i]) || !run(p, out, false);
    }
}

static double own_rss_mib(void)
{
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? (double)use.ru_maxrss / 1024 : 0;
}

static void report(struct program *program)
{
    double ours = tally_median(&program[0].cpu);
    printf("one plot of two curves, 80x24, Braille, colour (%d runs each, in turn)\n", RUNS);
    printf("  %-36s %8s %8s %8s %8s %8s %7s\n", "", "cpu ms", "p99", "ratio", "wall ms", "MiB",
           "bytes");
    for (struct program *p = program; p < program + PROGRAMS; p++) {
        if (p->absent) {
            printf("  %-36s not here\n", p->name);
            continue;
        }
        double cpu = tally_median(&p->cpu);
        printf("  %-36s %8.2f %8.2f %8.2f %8.2f %8.2f %7ld\n", p->name, cpu,
               tally_percentile(&p->cpu, 99), cpu / ours, tally_median(&p->wall), p->rss_mib,
               p->bytes);
    }
    printf(
        "  goals: cpu at most %.0f ms %s, %.1f MiB %s, %.0f bytes %s; (this program: %.1f MiB)\n",
        goal.cpu_ms, tally_verdict(ours <= goal.cpu_ms), goal.rss_mib,
        tally_verdict(program[0].rss_mib <= goal.rss_mib), goal.bytes,
        tally_verdict((double)program[0].bytes <= goal.bytes), own_rss_mib());
}

int main(void)
{
    char *build = getenv("BUILD"), link[4096], actviz[4096];
    (void)snprintf(link, sizeof link, "%s/tests/bench/bare_link", build ? build : "build");
    (void)snprintf(actviz, sizeof actviz, "%s/actviz", build ? build : "build");
    static struct program program[PROGRAMS] = {{.name = "actviz plot sigmoid relu"},
                                               {.name = "actviz --version"},
                                               {.name = "the same libraries, nothing else"},
                                               {.name = "gnuplot"}};
    static char words[PROGRAMS][WORDS][16] = {
        {"", "plot", "sigmoid", "relu", "--size", "80x24", "--color", "always"},
        {"", "--version"},
        {""},
        {"gnuplot"}};
    char *const path[PROGRAMS] = {actviz, actviz, link, words[3][0]};
    for (int i = 0; i < PROGRAMS; i++) {
        program[i].argv[0] = path[i];
        for (int k = 1; words[i][k][0]; k++)
            program[i].argv[k] = words[i][k];
    }
    program[3].argv[1] = gp_path;
    int out = mkstemp(out_path), gp = mkstemp(gp_path);
    if (out < 0 || gp < 0)
        return 1;
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)unsetenv("NO_COLOR");
    for (int i = 0; i < 3; i++)
        program[i].absent = !run(&program[i], out, false);
    choose_gnuplot(&program[3], gp, out);
    for (int i = 0; i < RUNS; i++)
        for (int k = 0; k < PROGRAMS; k++)
            if (!program[k].absent)
                (void)run(&program[k], out, true);
    report(program);
    (void)unlink(out_path);
    (void)unlink(gp_path);
    return program[0].absent ? 1 : 0;
}
