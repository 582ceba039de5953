/* What Java cannot do itself in the native image; Java calls it by these names. */
#ifndef NITRO_H
#define NITRO_H

#include <sys/resource.h>

/* As nitro exits that cannot go on. */
enum { NITRO_FAILED = 111 };

/* A limit of memory: how much is enough for us, and what it was raised to for that, zero if it was not. */
struct nitro_limit {
    int resource;
    rlim_t enough, least;
    const char *what;
    struct rlimit given, raised;
};
enum { NITRO_LIMITS = 3 };
extern struct nitro_limit nitro_limits[NITRO_LIMITS];
void nitro_return_limits(void);
void nitro_borrow_limits(void);
int nitro_given_limit(int resource, struct rlimit *found);

char **nitro_arguments(void);
char **nitro_environment(void);
void nitro_restore_limit(void);

void nitro_measure_stack(void);

void nitro_hold_signals(void);
void nitro_release_signals(void);
int nitro_take_signals(const int *signals, int count);
void nitro_block_signals(void);
int nitro_watch_signals(const int *signals, int count);
void nitro_unwatch_signals(void);
void nitro_stop_here(void);
void nitro_restore_taken(int given);

enum { NITRO_CRASHES = 5 };
extern const int nitro_crashes[NITRO_CRASHES];
void nitro_handle_crashes(void);
void nitro_may_exit(void);
void nitro_on_crash(const char *directory, const char *path, char *const argv[], char *const envp[]);

int nitro_ignores(int signal);
void nitro_ignore(int number);
void nitro_ignore_as_given(int given);
int nitro_set_foreground_group(int fd, int group);
int nitro_exec(const char *path, char *const argv[], char *const envp[]);
int nitro_spawn(const char *path, char *const argv[], char *const envp[], const char *directory,
                const int (*duplicates)[2], int count, int leads, long descriptors);

void nitro_know_executable(void);
int nitro_bound_capabilities(unsigned long long kept);
int nitro_set_capabilities(unsigned long long set);
int nitro_set_io_priority(int class, int level);
int nitro_chain(const char *path, char *const argv[], char *const envp[], const long (*limits)[2], int count);

int nitro_resolve(const char *host, char *lines, int size);
int nitro_begin_connect(const char *address, int port);
int nitro_connect_stream(const char *path);
int nitro_socket_error(int fd);
int nitro_notice_socket(const char *name);
int nitro_receive_notice(int fd, char *bytes, int size, int sender[2]);
int nitro_fork_socket(void);
int nitro_receive_fork(int fd, int family[2]);
int nitro_pidfd(int pid);

void nitro_trim(int endless);

#endif
