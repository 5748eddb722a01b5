#include "front/tui/sig.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

static const int asking[] = {SIGTERM, SIGHUP,  SIGINT,    SIGQUIT, SIGUSR1,
                             SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU};
static const int crashing[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
static const int noted[] = {SIGWINCH, SIGTSTP, SIGCONT};
static const int ignored[] = {SIGPIPE, SIGXFSZ, SIGTTOU};

enum { ASKING = sizeof asking / sizeof asking[0], CRASHING = sizeof crashing / sizeof crashing[0] };
enum { NOTED = sizeof noted / sizeof noted[0], IGNORED = sizeof ignored / sizeof ignored[0] };

static bool is_one_of(const int *list, int n, int signo)
{
    for (int i = 0; i < n; i++)
        if (list[i] == signo)
            return true;
    return false;
}

_Noreturn void sig_die(int signo)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t set;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(signo, &action, NULL);
    (void)sigemptyset(&set);
    (void)sigaddset(&set, signo);
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
    (void)raise(signo);
    _exit(128 + signo);
}

/* Writes what fits without waiting; what the terminal holds unsent is thrown away if nothing does.
 * The flag is shared with whoever started us, so it is put back. */
static void write_restore(const struct sig *s)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    (void)fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    if (write(STDOUT_FILENO, s->restore, s->restore_len) < 0 && errno == EAGAIN) {
        (void)tcflush(STDOUT_FILENO, TCOFLUSH);
        if (write(STDOUT_FILENO, s->restore, s->restore_len) < 0)
            errno = 0; /* the terminal takes nothing: nothing more can be done for it */
    }
    (void)fcntl(STDOUT_FILENO, F_SETFL, flags);
}

static _Noreturn void leave_at_once(struct sig *s, int signo)
{
    if (s->active) {
        s->active = 0;
        write_restore(s);
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &s->termios);
    }
    sig_die(signo);
}

static void wake(struct sig *s)
{
    char byte = 0;
    if (write(s->wake[1], &byte, 1) < 0)
        return; /* the pipe is full: the loop will wake anyway */
}

static void ask(struct sig *s, int signo)
{
    if (s->end)
        return;
    s->end = signo;
    const struct itimerspec grace = {.it_value = {.tv_nsec = SIG_GRACE_MS * 1000000L}};
    if (s->has_timer)
        (void)timer_settime(s->timer, 0, &grace, NULL);
}

void sig_restore_add(struct sig *s, const char *text)
{
    for (const char *p = text; p && *p; p++) {
        const char *end = str_starts(p, "$<") ? strchr(p, '>') : NULL;
        if (end)
            p = end;
        else if (s->restore_len < sizeof s->restore)
            s->restore[s->restore_len++] = *p;
    }
}

void sig_on(struct sig *s, int signo, const siginfo_t *info)
{
    int before = errno;
    if (is_one_of(crashing, CRASHING, signo))
        leave_at_once(s, signo);
    if (signo == SIGALRM && info && info->si_code == SI_TIMER)
        leave_at_once(s, s->end ? s->end : SIGALRM);
    if (signo == SIGWINCH)
        s->resized = 1;
    else if (signo == SIGTSTP)
        s->stop = 1;
    else if (signo == SIGCONT)
        s->continued = 1;
    else
        ask(s, signo);
    wake(s);
    errno = before;
}

static bool was_ignored(int signo)
{
    struct sigaction action;
    return sigaction(signo, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void catch (int signo, sig_handler *handler, int flags)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
    (void)sigfillset(&action.sa_mask);
    (void)sigaction(signo, &action, NULL);
}

static bool open_pipe(struct sig *s)
{
    if (pipe(s->wake) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        (void)fcntl(s->wake[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(s->wake[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

bool sig_install(struct sig *s, sig_handler *handler)
{
    if (!open_pipe(s))
        return false;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    s->has_timer = timer_create(CLOCK_MONOTONIC, &event, &s->timer) == 0;
    const stack_t stack = {.ss_sp = s->stack, .ss_size = sizeof s->stack};
    (void)sigaltstack(&stack, NULL);
    for (int i = 0; i < CRASHING; i++)
        catch (crashing[i], handler, SA_ONSTACK | (int)SA_RESETHAND);
    for (int i = 0; i < ASKING; i++)
        if (asking[i] == SIGALRM || !was_ignored(asking[i]))
            catch (asking[i], handler, 0);
    for (int i = 0; i < NOTED; i++)
        catch (noted[i], handler, 0);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&ignore.sa_mask);
    for (int i = 0; i < IGNORED; i++)
        (void)sigaction(ignored[i], &ignore, NULL);
    return true;
}

void sig_drain(struct sig *s)
{
    char bytes[64];
    while (read(s->wake[0], bytes, sizeof bytes) > 0)
        continue;
}

void sig_stop(struct sig *s, sig_handler *handler, bool group)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGTSTP, &action, NULL);
    (void)(group ? kill(0, SIGTSTP) : raise(SIGTSTP));
    catch (SIGTSTP, handler, 0);
    s->stop = 0;
    s->continued = 0;
}

void sig_wait_foreground(int fd)
{
    /* Bounded: in an orphaned group SIGTTIN stops nobody. */
    for (int tries = 0; tries < 8; tries++) {
        pid_t front = tcgetpgrp(fd);
        if (front < 0 || front == getpgrp())
            return;
        (void)kill(0, SIGTTIN);
    }
}
