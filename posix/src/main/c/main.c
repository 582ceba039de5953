/*
 * What must be done before Java runs: these files are linked into the native image, whose main this one wraps
 * (-Wl,--wrap=main). Arguments and environment are kept as the bytes they are; signals wait until somebody has decided
 * on them, so that none ends a pid 1 that is still starting; 0, 1 and 2 are open.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <fcntl.h>
#include <unistd.h>

static char **arguments;
static struct rlimit files;

char **nitro_arguments(void) { return arguments; }

char **nitro_environment(void) { return environ; }

/* The runtime raises the limit of descriptors, which programs that we start would inherit. */
void nitro_restore_limit(void) { setrlimit(RLIMIT_NOFILE, &files); }

/* Lest a file of the runtime's becomes one of the three. Where there is no /dev/null, the supervisor finds a way. */
static void open_standard_descriptors(void) {
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            return;
}

int __real_main(int argc, char **argv, char **envp);

int __wrap_main(int argc, char **argv, char **envp) {
    arguments = argv;
    getrlimit(RLIMIT_NOFILE, &files);
    nitro_hold_signals();
    open_standard_descriptors();
    nitro_know_executable();
    nitro_measure_stack();
    if (getpid() == 1)
        nitro_handle_crashes();
    return __real_main(argc, argv, envp);
}
