/* Signals as descriptors, and crashes of the runtime, which become SYS/fatal as a fatal error in Java does. */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
static sigset_t mask_at_start;

/* What a crash is to become. */
static struct {
    const char *directory, *path;
    char *const *argv, *const *envp;
} fatal;

/* All but crashes wait. */
void nitro_hold_signals(void) {
    sigset_t held;
    sigfillset(&held);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigdelset(&held, crashes[i]);
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

/* A descriptor for these signals, also if they were ignored; others do what they do by default, SIGPIPE nothing. */
int nitro_take_signals(const int *signals, int count) {
    sigset_t taken;
    sigemptyset(&taken);
    for (int i = 0; i < count; i++) {
        signal(signals[i], SIG_DFL);
        sigaddset(&taken, signals[i]);
    }
    nitro_ignore(SIGPIPE);
    return descriptor(&taken, SIG_SETMASK);
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

static void crashed(int signal) {
    static const char text[] = "- nitro: the runtime crashed\n";
    if (write(2, text, sizeof text - 1) < 0) { /* nobody to tell */
    }
    if (fatal.path && chdir(fatal.directory) == 0)
        nitro_exec(fatal.path, fatal.argv, fatal.envp);
    if (getpid() == 1) {
        char *const shell[] = {"sh", NULL};
        nitro_exec("/bin/sh", shell, environ);
        for (;;) /* nobody supervises, but the services live, and the kernel does not panic */
            if (wait(NULL) < 0)
                pause();
    }
    raise(signal); /* SA_RESETHAND: this time it ends us */
}

void nitro_handle_crashes(void) {
    static char stack[32768];
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | SA_NODEFER | SA_RESETHAND};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], &action, NULL);
}

/* From now on a crash executes path in directory; everything pointed to must stay. */
void nitro_on_crash(const char *directory, const char *path, char *const argv[], char *const envp[]) {
    fatal.directory = directory;
    fatal.argv = argv;
    fatal.envp = envp;
    fatal.path = path;
    nitro_handle_crashes();
}
