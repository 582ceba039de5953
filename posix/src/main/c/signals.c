/* Signals as descriptors. */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static sigset_t mask_at_start;

/* All but crashes wait. */
void nitro_hold_signals(void) {
    sigset_t held;
    sigfillset(&held);
    for (int i = 0; i < NITRO_CRASHES; i++)
        sigdelset(&held, nitro_crashes[i]);
    sigprocmask(SIG_SETMASK, &held, &mask_at_start);
}

/* All signals do again as when we were executed. */
void nitro_release_signals(void) { sigprocmask(SIG_SETMASK, &mask_at_start, NULL); }

static int descriptor(const sigset_t *signals, int how) {
    int fd = signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0)
        return -errno;
    sigprocmask(how, signals, NULL);
    return fd;
}

/* The signals that were ignored until we took them, a bit for each; and the mask since then. */
static unsigned long long taken_ignored;
static sigset_t mask_taken;

/* The next program is to have the signals as we were given them, or else we go on with those that we took. */
void nitro_restore_taken(int given) {
    for (int signal_ = 1; signal_ < _NSIG; signal_++)
        if (taken_ignored & 1ULL << (signal_ - 1))
            signal(signal_, given ? SIG_IGN : SIG_DFL);
    if (given)
        sigprocmask(SIG_SETMASK, &mask_at_start, &mask_taken);
    else
        sigprocmask(SIG_SETMASK, &mask_taken, NULL);
}

/* A descriptor for these signals, also if they were ignored; others do what they do by default, and SIGPIPE
   and SIGXFSZ nothing. */
int nitro_take_signals(const int *signals, int count) {
    sigset_t taken;
    sigemptyset(&taken);
    for (int i = 0; i < count; i++) {
        if (signal(signals[i], SIG_DFL) == SIG_IGN)
            taken_ignored |= 1ULL << (signals[i] - 1);
        sigaddset(&taken, signals[i]);
    }
    nitro_ignore(SIGPIPE);
    nitro_ignore(SIGXFSZ);
    return descriptor(&taken, SIG_SETMASK);
}

/* All but crashes are blocked: those that are taken come through their descriptor. By the kernel's own call, since the
   library lets no three of them be blocked. */
void nitro_block_signals(void) {
    unsigned long long blocked = ~0ULL;
    for (int i = 0; i < NITRO_CRASHES; i++)
        blocked &= ~(1ULL << (nitro_crashes[i] - 1));
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &blocked, NULL, sizeof blocked);
}

/* How many watch signals, and the mask before the first did. */
static int watchers;
static sigset_t mask_unwatched;

/* A descriptor for those of these signals that are not ignored, until nitro_unwatch_signals. */
int nitro_watch_signals(const int *signals, int count) {
    sigset_t watched;
    sigemptyset(&watched);
    for (int i = 0; i < count; i++)
        if (!nitro_ignores(signals[i]))
            sigaddset(&watched, signals[i]);
    if (watchers == 0)
        sigprocmask(SIG_BLOCK, NULL, &mask_unwatched);
    int fd = descriptor(&watched, SIG_BLOCK);
    if (fd >= 0)
        watchers++;
    return fd;
}

/* The descriptor is closed. */
void nitro_unwatch_signals(void) {
    if (--watchers == 0)
        sigprocmask(SIG_SETMASK, &mask_unwatched, NULL);
}

/* Stops us as SIGTSTP does by default, also while it is taken: it is let through once. */
void nitro_stop_here(void) {
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}
