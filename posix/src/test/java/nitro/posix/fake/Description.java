package nitro.posix.fake;

import nitro.posix.Errno;
import nitro.posix.FileStatus;
import nitro.posix.PollSet;

/** An open file description: what descriptors of one or several processes refer to, released with the last of them. */
abstract class Description {
    private int references;

    final void retain() {
        references++;
    }

    final void release() {
        if (--references == 0) {
            lastClosed();
        }
    }

    final boolean isOpen() {
        return references > 0;
    }

    void lastClosed() {}

    /** As read(2): a count, or the code of an {@link Errno}. */
    int read(byte[] buffer) {
        return Errno.EINVAL.code();
    }

    /** As pread(2). */
    int pread(byte[] buffer, long position) {
        return Errno.ESPIPE.code();
    }

    /** As fstat(2) of what has no name: a pipe unless it says otherwise. */
    FileStatus status(int uid) {
        return new FileStatus(FileStatus.Type.FIFO, 0600, 0, 0, 0, uid, uid);
    }

    /** As write(2). */
    int write(byte[] buffer, int offset, int length) {
        return Errno.EINVAL.code();
    }

    /** As write(2) of a process that waits until all is written, if the description is one that waits. */
    int writeAll(byte[] buffer, int offset, int length) {
        return write(buffer, offset, length);
    }

    /** What poll(2) would find. */
    int ready() {
        return PollSet.READ | PollSet.WRITE;
    }

    /** Whether poll(2) would report a hang-up or an error, which nobody has to ask for. */
    boolean isBroken() {
        return false;
    }

    /** Whether it never has to be waited for, so that an epoll does not take it. */
    boolean isAlwaysReady() {
        return false;
    }

    /** What it is, for people and for accounts of descriptors. */
    @Override
    public abstract String toString();
}
