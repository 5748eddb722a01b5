/* bare_link: does nothing, linked with the libraries of the program: what loading them costs, the
 * floor that `bench_plot` measures one-shot calls against.
 *
 * The linker keeps a library only if something of it is named, so each is named once, in a branch
 * that is never taken. With an argument it says their versions. */
#include <stdio.h>

#include <cmark.h>
#include <curses.h>
#include <math.h>
#include <readline/readline.h>

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        printf("%s, mouse %d, Readline %s, cmark %s, libm %g\n", curses_version(), has_mouse(),
               rl_library_version, cmark_version_string(), cos((double)argc));
    return 0;
}
