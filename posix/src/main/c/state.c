/* What a chain-loading tool needs: capabilities, and the exec that hands on what we were given. */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As linux/capability.h and linux/ioprio.h have it; a compiler for musl alone does not find the kernel's headers. */
enum { CAPABILITY_VERSION_3 = 0x20080522, IOPRIO_WHO_PROCESS = 1, IOPRIO_CLASS_SHIFT = 13 };

static int result(long outcome) { return outcome < 0 ? -errno : 0; }

static struct stat executable;

/* Before the runtime opens it, and while its path still leads there. */
void nitro_know_executable(void) { stat((const char *)getauxval(AT_EXECFN), &executable); }

/* The runtime has its executable open without need; of its doing, this is all that a program would inherit. */
static void hide_executable(void) {
    struct stat found;
    for (int fd = 3; fd < 1024; fd++)
        if (fstat(fd, &found) == 0 && found.st_ino == executable.st_ino && found.st_dev == executable.st_dev) {
            fcntl(fd, F_SETFD, FD_CLOEXEC);
            return;
        }
}

/* The bounding set has none but these, a bit for each. Returns the negative errno, as all here. */
int nitro_bound_capabilities(unsigned long long kept) {
    for (int i = 0; i < 64; i++)
        if (!(kept & 1ULL << i) && prctl(PR_CAPBSET_READ, i, 0, 0, 0) == 1 && prctl(PR_CAPBSET_DROP, i, 0, 0, 0) < 0)
            return -errno;
    return 0;
}

/* Exactly these are effective, permitted, inheritable and ambient. */
int nitro_set_capabilities(unsigned long long set) {
    struct {
        unsigned version;
        int pid;
    } header = {CAPABILITY_VERSION_3, 0};
    unsigned low = set, high = set >> 32;
    unsigned data[6] = {low, low, low, high, high, high};
    if (syscall(SYS_capset, &header, data) < 0 || prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
        return -errno;
    for (int i = 0; i < 64; i++)
        if (set & 1ULL << i && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, i, 0, 0) < 0)
            return -errno;
    return 0;
}

/* class: 0 realtime, 1 best effort, 2 idle. */
int nitro_set_io_priority(int class, int level) {
    return result(syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, (class + 1) << IOPRIO_CLASS_SHIFT | level));
}

/*
 * Replaces this program by one that gets what we were given, with soft limits, which are pairs of a resource and its limit.
 * Signals are blocked and ignored as when we were executed.
 */
int nitro_chain(const char *path, char *const argv[], char *const envp[], const long (*limits)[2], int count) {
    struct rlimit before[RLIM_NLIMITS];
    int set = 0, error = 0;
    nitro_return_limits();
    for (; set < count && !error; set++) {
        int resource = limits[set][0];
        error = result(getrlimit(resource, &before[set]));
        struct rlimit changed = {limits[set][1], before[set].rlim_max};
        if (error)
            break;
        error = result(setrlimit(resource, &changed));
    }
    if (!error) {
        hide_executable();
        nitro_ignore_as_given(1);
        nitro_restore_taken(1);
        execve(path, argv, envp);
        error = -errno;
        nitro_restore_taken(0);
        nitro_ignore_as_given(0);
    }
    while (set-- > 0)
        setrlimit(limits[set][0], &before[set]);
    nitro_borrow_limits();
    return error;
}
