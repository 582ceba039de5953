package nitro.posix.jvm;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libc that we call; jnr-ffi implements this interface.
 *
 * <p>Addresses of memory and sizes are longs; paths are arrays ended by a NUL, but for execve's, for then there may be no
 * memory for a copy. A function of six arguments takes at least one array: the stub that jnr-ffi 2.3.4 writes on x86-64
 * for six plain numbers loses the last. The interface is public because the code that jnr-ffi generates for it lives in
 * another package.
 */
public interface Libc {
    int open(@In byte[] path, int flags, int mode);

    @IgnoreError
    int close(int fd);

    long read(int fd, long buffer, long count);

    long write(int fd, long buffer, long count);

    long pread(int fd, long buffer, long count, long position);

    long pwrite(int fd, long buffer, long count, long position);

    long tee(int from, int to, long length, int flags);

    int ftruncate(int fd, long size);

    int fsync(int fd);

    int rename(@In byte[] from, @In byte[] to);

    @IgnoreError
    int clock_gettime(int clock, long time);

    int pipe2(long fds, int flags);

    /** The offsets are arrays that are never there: see above. */
    long splice(int from, @In byte @Nullable [] atFrom, int to, @In byte @Nullable [] atTo, long count, int flags);

    int waitid(int kind, int id, long information, int options);

    long ptrace(long request, long pid, long address, long data);

    int poll(long fds, long count, int millis);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, long event);

    int epoll_wait(int epoll, long events, int capacity, int millis);

    int dup2(int fd, int target);

    int fcntl(int fd, int command, long argument);

    int ioctl(int fd, long request, long argument);

    int isatty(int fd);

    int tcgetattr(int fd, long termios);

    int tcsetattr(int fd, int when, long termios);

    int statx(int directory, @In byte[] path, int flags, int mask, long result);

    long readlink(@In byte[] path, long buffer, long size);

    /** NULL, which is 0, if it fails. */
    long realpath(@In byte[] path, long resolved);

    /** NULL, which is 0, if it fails. */
    long getcwd(long buffer, long size);

    int unlink(@In byte[] path);

    int mkdir(@In byte[] path, int mode);

    int symlink(@In byte[] target, @In byte[] path);

    int chmod(@In byte[] path, int mode);

    int fchmod(int fd, int mode);

    int chdir(@In byte[] path);

    @IgnoreError
    int umask(int mask);

    @IgnoreError
    int raise(int signal);

    @IgnoreError
    int setfsuid(int uid);

    int socket(int domain, int type, int protocol);

    int bind(int fd, @In byte[] address, int length);

    int connect(int fd, @In byte[] address, int length);

    long sendto(int fd, long data, long length, int flags, @In byte[] address, int addressLength);

    long recvfrom(int fd, long buffer, long length, int flags, @Out byte[] address, long addressLength);

    int getsockname(int fd, @Out byte[] address, @In @Out int[] length);

    int getpeername(int fd, @Out byte[] address, @In @Out int[] length);

    int getsockopt(int fd, int level, int option, long value, long length);

    int setsockopt(int fd, int level, int option, long value, int length);

    long recvmsg(int fd, long message, int flags);

    int inotify_init1(int flags);

    int inotify_add_watch(int fd, @In byte[] path, int mask);

    int inotify_rm_watch(int fd, int watch);

    /** Returns the number of an error and does not set errno, as all of posix_spawn's family. */
    int posix_spawn(long pid, @In byte[] path, long actions, long attributes, long argv, long environment);

    int posix_spawnattr_init(long attributes);

    int posix_spawnattr_setflags(long attributes, short flags);

    int posix_spawnattr_setsigdefault(long attributes, long set);

    int posix_spawnattr_setsigmask(long attributes, long set);

    int posix_spawn_file_actions_init(long actions);

    int posix_spawn_file_actions_destroy(long actions);

    int posix_spawn_file_actions_adddup2(long actions, int fd, int target);

    /** A descriptor that is not open there is none that fails. */
    int posix_spawn_file_actions_addclose(long actions, int fd);

    int posix_spawn_file_actions_addchdir_np(long actions, @In byte[] path);

    /** glibc has it since 2.34, musl has not: then the call throws UnsatisfiedLinkError. */
    int posix_spawn_file_actions_addclosefrom_np(long actions, int first);

    int waitpid(int pid, long status, int options);

    int kill(int pid, int signal);

    long signal(int signal, long handler);

    int mprotect(long address, long length, int protection);

    int pthread_sigmask(int how, long set, long previous);

    int execve(long path, long argv, long environment);

    int getrlimit(int resource, long limits);

    int setrlimit(int resource, long limits);

    int prctl(int option, long second, long third, long fourth, long fifth);

    @IgnoreError
    int getpid();

    @IgnoreError
    int getuid();

    @IgnoreError
    int getgid();

    int setsid();

    int setgroups(long count, long gids);

    int chroot(@In byte[] path);

    /** Of the calling thread only, as {@code prctl} and {@code capset}: right for the one that executes another program. */
    int sched_setaffinity(int pid, long size, long processors);

    int capset(long header, long data);

    int reboot(int command);

    @IgnoreError
    void sync();

    int mount(@In byte[] source, @In byte[] target, @In byte[] type, long flags, @In byte[] options);

    /** For what no libc or only some have. */
    long syscall(long number, long first, long second, long third, long fourth);
}
