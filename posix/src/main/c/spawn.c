/*
 * Starting programs, between vfork and exec, where no Java can run: posix_spawn with what musl's lacks (a limit of
 * descriptors, no pipe of its own that could meet EMFILE) at half its time.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif

/* What a new process leads, as Spawn.Leads numbers it. */
enum { LEADS_NOTHING, LEADS_GROUP, LEADS_SESSION };

/*
 * The signals that we ignore or were called with ignored, bit N - 1 for signal N: exec would hand that on. And those of
 * them that we were not called with so.
 */
static unsigned long long ignored, ignored_by_us;

/* dup2, but a descriptor that is in its place already is just kept open across exec. */
static int duplicate(int source, int target) {
    return source == target ? fcntl(source, F_SETFD, 0) : dup2(source, target);
}

/* The kernel's own call, since the library refuses the few signals that it keeps for itself. */
static void (*disposition(int signal))(int) {
    struct {
        void (*handler)(int);
        long rest[16];
    } action = {0};
    syscall(SYS_rt_sigaction, signal, NULL, &action, _NSIG / 8);
    return action.handler;
}

int nitro_ignores(int signal) { return disposition(signal) == SIG_IGN; }

static void dispose(unsigned long long signals, void (*handler)(int)) {
    struct {
        void (*handler)(int);
        long rest[16];
    } action = {.handler = handler};
    for (unsigned long long rest = signals; rest; rest &= rest - 1)
        syscall(SYS_rt_sigaction, __builtin_ctzll(rest) + 1, &action, NULL, _NSIG / 8);
}

/* Once, before the first program. */
static void find_ignored(void) {
    static int done;
    if (done++)
        return;
    for (int signal = 1; signal < _NSIG; signal++)
        if (nitro_ignores(signal))
            ignored |= 1ULL << (signal - 1);
}

/* All but the standard ones are closed on exec, whoever opened them. */
static void hide_descriptors(void) {
    if (syscall(SYS_close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC)) /* a kernel before 5.11 */
        for (int fd = 3; fd < 4096; fd++)
            fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* A descriptor that is readable when the process has ended, or the negative errno. */
int nitro_pidfd(int pid) {
    int fd = syscall(SYS_pidfd_open, pid, 0);
    return fd < 0 ? -errno : fd;
}

/* From now on this signal does nothing to us; programs that we start have it at its default. */
void nitro_ignore(int number) {
    if (!nitro_ignores(number))
        ignored_by_us |= 1ULL << (number - 1);
    signal(number, SIG_IGN);
    ignored |= 1ULL << (number - 1);
}

/* Whether only those are ignored that we were called with ignored. */
void nitro_ignore_as_given(int given) { dispose(ignored_by_us, given ? SIG_DFL : SIG_IGN); }

/* Replaces this program, with an empty signal mask and default signals. Returns the negative errno. */
int nitro_exec(const char *path, char *const argv[], char *const envp[]) {
    sigset_t none, before;
    find_ignored();
    hide_descriptors();
    sigemptyset(&none);
    dispose(ignored, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, &before);
    nitro_return_limits();
    execve(path, argv, envp);
    int error = errno;
    nitro_borrow_limits();
    sigprocmask(SIG_SETMASK, &before, NULL);
    dispose(ignored, SIG_IGN);
    return -error;
}

/*
 * Starts a program in a directory (NULL: ours), with duplicates of descriptors made in order, in a session or a process
 * group of its own if it is to lead one, with a soft limit of descriptors (-1: ours). Returns its pid or the negative errno, exec's included.
 */
int nitro_spawn(const char *path, char *const argv[], char *const envp[], const char *directory,
                const int (*duplicates)[2], int count, int leads, long descriptors) {
    volatile int error = 0;
    find_ignored();
    pid_t pid = vfork(); /* the child runs in our memory while we wait: what it does to error, we see */
    if (pid < 0)
        return -errno;
    if (pid == 0) {
        struct rlimit limit;
        sigset_t none;
        if (leads == LEADS_SESSION && setsid() < 0)
            goto failed;
        if (leads == LEADS_GROUP && setpgid(0, 0) < 0)
            goto failed;
        if (directory && chdir(directory))
            goto failed;
        if (descriptors >= 0) {
            if (getrlimit(RLIMIT_NOFILE, &limit))
                goto failed;
            limit.rlim_cur = descriptors;
            if (setrlimit(RLIMIT_NOFILE, &limit))
                goto failed;
        }
        hide_descriptors();
        for (int i = 0; i < count; i++)
            if (duplicate(duplicates[i][0], duplicates[i][1]) < 0)
                goto failed;
        dispose(ignored, SIG_DFL);
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        nitro_return_limits();
        execve(path, argv, envp);
    failed:
        error = errno;
        _exit(127);
    }
    if (error) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
            ;
        return -error;
    }
    return pid;
}

/* Has the terminal signal that process group, also from the background. Returns 0 or the negative errno. */
int nitro_set_foreground_group(int fd, int group) {
    sigset_t output, before;
    sigemptyset(&output);
    sigaddset(&output, SIGTTOU);
    sigprocmask(SIG_BLOCK, &output, &before);
    int result = tcsetpgrp(fd, group) ? -errno : 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}
