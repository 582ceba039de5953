/*
 * What must be done before Java runs: these files are linked into the native image, whose main this one wraps
 * (-Wl,--wrap=main). Arguments and environment are kept as the bytes they are; signals wait until somebody has decided
 * on them, so that none ends a pid 1 that is still starting; 0, 1 and 2 are open, lest a file of ours takes their place.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

static char **arguments;

char **nitro_arguments(void) { return arguments; }

char **nitro_environment(void) { return environ; }

/* A descriptor that takes everything and gives nothing, without /dev/null: a pipe that a child reads to its end. */
static void open_drain(int fd) {
    int ends[2];
    if (pipe(ends))
        return;
    if (fd > 0 && fork() == 0) {
        char bytes[512];
        dup2(ends[0], 0);
        for (int i = 1; i <= ends[0] || i <= ends[1]; i++)
            close(i);
        while (read(0, bytes, sizeof bytes) > 0)
            ;
        _exit(0);
    }
    int keep = dup(ends[fd > 0]); /* above both ends, whichever numbers they had */
    close(ends[0]);
    close(ends[1]);
    dup2(keep, fd);
    close(keep);
}

static void open_standard_descriptors(void) {
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
            open_drain(fd);
}

/* The runtime takes for the usable stack what is mapped of it: touching a byte further down maps the way to it. */
__attribute__((noinline)) static void extend_stack(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur >= 4 << 20) {
        volatile char way[1 << 20];
        way[0] = 0;
        (void)way[0];
    }
}

int __real_main(int argc, char **argv, char **envp);

int __wrap_main(int argc, char **argv, char **envp) {
    arguments = argv;
    nitro_hold_signals();
    open_standard_descriptors();
    extend_stack();
    if (getpid() == 1)
        nitro_handle_crashes();
    return __real_main(argc, argv, envp);
}
