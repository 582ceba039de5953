package nitro.posix;

/** Calls that open files, and calls on what is open. Every descriptor is made with O_CLOEXEC. */
public interface Files {
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
     * pipe2(2) with O_CLOEXEC.
     *
     * @param nonblockingRead whether reads return EAGAIN instead of waiting; the write end always waits
     */
    Pipe pipe(boolean nonblockingRead) throws ErrnoException;

    /** Both ends of a pipe. */
    record Pipe(int reader, int writer) {}

    /** dup2(2), of which the copy stays open across exec; used for 0, 1 and 2 only. */
    void dup2(int fd, int target) throws ErrnoException;

    /** Whether the descriptor is open. */
    boolean isOpen(int fd);

    boolean isatty(int fd);

    /** fstat(2): of what the descriptor is open on. */
    FileStatus fstat(int fd) throws ErrnoException;

    /** chmod(2) of what a descriptor is open on, whatever its name leads to by now. */
    void fchmod(int fd, int mode) throws ErrnoException;

    /** Passes each call on to the part that {@link #files} has. */
    interface Forwarding extends Files {
        Files files();

        @Override
        default int open(String path, int flags, int mode) throws ErrnoException {
            return files().open(path, flags, mode);
        }

        @Override
        default void close(int fd) {
            files().close(fd);
        }

        @Override
        default int read(int fd, byte[] buffer) {
            return files().read(fd, buffer);
        }

        @Override
        default int pread(int fd, byte[] buffer, long position) {
            return files().pread(fd, buffer, position);
        }

        @Override
        default int write(int fd, byte[] buffer, int offset, int length) {
            return files().write(fd, buffer, offset, length);
        }

        @Override
        default Pipe pipe(boolean nonblockingRead) throws ErrnoException {
            return files().pipe(nonblockingRead);
        }

        @Override
        default void dup2(int fd, int target) throws ErrnoException {
            files().dup2(fd, target);
        }

        @Override
        default boolean isOpen(int fd) {
            return files().isOpen(fd);
        }

        @Override
        default boolean isatty(int fd) {
            return files().isatty(fd);
        }

        @Override
        default FileStatus fstat(int fd) throws ErrnoException {
            return files().fstat(fd);
        }

        @Override
        default void fchmod(int fd, int mode) throws ErrnoException {
            files().fchmod(fd, mode);
        }
    }
}
