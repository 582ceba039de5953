package nitro.posix;

/**
 * Calls for a program that moves many bytes and must lose none: buffers that are not copied, pipes that are looked into
 * before anything is taken from them, and files made durable.
 */
public interface Streams {
    /** Memory that the system reads and writes in place where that can be had. */
    interface Buffer {
        /** The memory: the same array each time. */
        byte[] bytes();

        /** Gives it up: it is not used again. */
        void free();
    }

    Buffer buffer(int size);

    /** @return bytes read, 0 at the end, or the code of an {@link Errno} */
    int read(int fd, Buffer to, int offset, int length);

    /** @return bytes written, or the code of an {@link Errno} */
    int write(int fd, Buffer from, int offset, int length);

    /** pwrite(2): writes to a place in a file, whatever is written elsewhere. */
    int writeAt(int fd, long position, Buffer from, int offset, int length);

    /**
     * tee(2), which does not wait: what is in one pipe gets into another too, and stays in the first.
     *
     * @return bytes; 0 if it is at its end; or the code of an {@link Errno}: EINVAL if one is no pipe, EAGAIN if there is
     *     nothing in the first or no room in the second
     */
    int tee(int from, int to, int length);

    /**
     * splice(2): moves bytes from a pipe to another descriptor without copying them; waits as read and write would.
     *
     * @return how many, 0 at the end, or the code of an {@link Errno}: EINVAL if it cannot be done to such a descriptor
     */
    int splice(int from, int to, int count);

    /** Takes bytes that are known to be there out of a pipe; how many, or the code of an {@link Errno}. */
    int discard(int fd, int length);

    /** How many bytes wait to be read, by ioctl(FIONREAD); or the code of an {@link Errno}. */
    int available(int fd);

    /** fcntl(F_SETPIPE_SZ): how many bytes the pipe holds now, or the code of an {@link Errno}. */
    int setPipeSize(int fd, int bytes);

    /** ftruncate(2). */
    void truncate(int fd, long size) throws ErrnoException;

    /** fsync(2): returns when what was written, or the names in a directory, would outlive a crash of the machine. */
    void syncFile(int fd) throws ErrnoException;

    /** Passes each call on to the part that {@link #streams} has. */
    interface Forwarding extends Streams {
        Streams streams();

        @Override
        default Buffer buffer(int size) {
            return streams().buffer(size);
        }

        @Override
        default int read(int fd, Buffer to, int offset, int length) {
            return streams().read(fd, to, offset, length);
        }

        @Override
        default int write(int fd, Buffer from, int offset, int length) {
            return streams().write(fd, from, offset, length);
        }

        @Override
        default int writeAt(int fd, long position, Buffer from, int offset, int length) {
            return streams().writeAt(fd, position, from, offset, length);
        }

        @Override
        default int tee(int from, int to, int length) {
            return streams().tee(from, to, length);
        }

        @Override
        default int splice(int from, int to, int count) {
            return streams().splice(from, to, count);
        }

        @Override
        default int discard(int fd, int length) {
            return streams().discard(fd, length);
        }

        @Override
        default int available(int fd) {
            return streams().available(fd);
        }

        @Override
        default int setPipeSize(int fd, int bytes) {
            return streams().setPipeSize(fd, bytes);
        }

        @Override
        default void truncate(int fd, long size) throws ErrnoException {
            streams().truncate(fd, size);
        }

        @Override
        default void syncFile(int fd) throws ErrnoException {
            streams().syncFile(fd);
        }
    }
}
