/*
 * The end of the runtime that nobody wanted: a crash, or its own exit when it can go on no more (no memory to collect
 * garbage with, for example). It becomes SYS/fatal, as a fatal error in Java does, and the init of a machine without any
 * becomes a shell on the console. Nothing here needs the runtime or memory.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <unistd.h>

const int nitro_crashes[NITRO_CRASHES] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

/* What a crash is to become. */
static struct {
    const char *directory, *path;
    char *const *argv, *const *envp;
} fatal;

/* Whether any exit is one of these ends. */
static int armed;

/* Again whenever it ends. Nobody supervises, but the services live, and the kernel does not panic. */
static void stay_with_shell(void) {
    char *const shell[] = {"-sh", NULL};
    for (;; sleep(1)) {
        pid_t child = vfork(), ended;
        if (child == 0) {
            setsid();
            ioctl(0, TIOCSCTTY, 0);
            nitro_exec("/bin/sh", shell, environ);
            _exit(NITRO_FAILED);
        }
        do
            ended = wait(NULL);
        while (ended > 0 && ended != child);
    }
}

/* Returns if there is nothing that it could become. */
static void become_fatal(void) {
    static const char text[] = "- nitro: the runtime crashed\n";
    if (write(2, text, sizeof text - 1) < 0) { /* nobody to tell */
    }
    nitro_restore_limit();
    if (fatal.path && chdir(fatal.directory) == 0)
        nitro_exec(fatal.path, fatal.argv, fatal.envp);
    if (getpid() == 1 && reboot(RB_ENABLE_CAD) == 0) /* refused in a container */
        stay_with_shell();
}

static void crashed(int signal) {
    become_fatal();
    if (getpid() == 1) /* which no signal of its own ends */
        _exit(NITRO_FAILED);
    raise(signal); /* SA_RESETHAND: this time it ends us */
}

void __real_exit(int status) __attribute__((noreturn));

/* In place of exit (-Wl,--wrap=exit). */
__attribute__((noreturn)) void __wrap_exit(int status) {
    if (armed) {
        armed = 0;
        become_fatal();
        status = NITRO_FAILED;
    }
    __real_exit(status);
}

void nitro_handle_crashes(void) {
    static char stack[32768];
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | SA_NODEFER | SA_RESETHAND};
    for (int i = 0; i < NITRO_CRASHES; i++)
        sigaction(nitro_crashes[i], &action, NULL);
    armed = 1;
}

/* From now on a crash, and any exit, executes path in directory; everything pointed to must stay. */
void nitro_on_crash(const char *directory, const char *path, char *const argv[], char *const envp[]) {
    fatal.directory = directory;
    fatal.argv = argv;
    fatal.envp = envp;
    fatal.path = path;
    nitro_handle_crashes();
}

/* An exit is again an exit. */
void nitro_may_exit(void) { armed = 0; }
