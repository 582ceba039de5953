package nitro.posix;

/** Calls on descriptors and files. Every descriptor is made with O_CLOEXEC. */
public interface Files extends ClientPosix {
    /** Flags of {@link #open}; without WRITE it is for reading, with READ and WRITE for both. */
    int READ = 1;

    int WRITE = 2;
    int APPEND = 4;
    int CREATE = 8;
    int TRUNCATE = 16;
    int NONBLOCK = 32;
    /** A terminal so opened does not become the controlling one. */
    int NOCTTY = 64;
    /** A symlink as the last part of the path is ELOOP: for files in directories where others may plant one. */
    int NOFOLLOW = 128;

    /** @param mode permissions of a file that CREATE makes, less the umask */
    int open(String path, int flags, int mode) throws ErrnoException;

    /** close(2); errors are of no use to anyone and dropped. */
    void close(int fd);

    /** @return bytes read, 0 at the end, or the code of an {@link Errno} */
    int read(int fd, byte[] buffer);

    /**
     * pread(2): reads from {@code position} on, whatever was read before.
     *
     * @return bytes read, 0 at the end, or the code of an {@link Errno}: ESPIPE where there are no positions
     */
    int pread(int fd, byte[] buffer, long position);

    /** @return bytes written, or the code of an {@link Errno} */
    int write(int fd, byte[] buffer, int offset, int length);

    /**
     * splice(2): moves bytes from a pipe to another descriptor without copying them; waits as read and write would.
     *
     * @return how many, 0 at the end, or the code of an {@link Errno}: EINVAL if it cannot be done to such a descriptor
     */
    int splice(int from, int to, int count);

    /**
     * pipe2(2) with O_CLOEXEC.
     *
     * @param nonblockingRead whether reads return EAGAIN instead of waiting; the write end always waits
     */
    Pipe pipe(boolean nonblockingRead) throws ErrnoException;

    /** Both ends of a pipe. */
    record Pipe(int reader, int writer) {}

    /**
     * Waits until a descriptor is ready, a signal arrives, or the time is over.
     *
     * @param millis the longest wait; negative: no limit
     * @return how many are ready, or the code of an {@link Errno}: EINTR is ordinary
     */
    int poll(PollSet set, int millis);

    /** dup2(2), of which the copy stays open across exec; used for 0, 1 and 2 only. */
    void dup2(int fd, int target) throws ErrnoException;

    /** Whether the descriptor is open. */
    boolean isOpen(int fd);

    boolean isatty(int fd);

    /** fstat(2): of what the descriptor is open on. */
    FileStatus fstat(int fd) throws ErrnoException;

    /** An absolute path without links, dots and double slashes: realpath(3). */
    String realpath(String path) throws ErrnoException;

    void mkdir(String path, int mode) throws ErrnoException;

    void symlink(String target, String path) throws ErrnoException;

    void chmod(String path, int mode) throws ErrnoException;

    /** The same of what a descriptor is open on, whatever its name leads to by now. */
    void fchmod(int fd, int mode) throws ErrnoException;

    void chdir(String path) throws ErrnoException;

    /** umask(2); returns the one before. */
    int umask(int mask);
}
