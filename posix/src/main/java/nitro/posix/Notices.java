package nitro.posix;

/** The datagrams of sd_notify(3), each with who sent it. */
public interface Notices {
    /** A received notice, in a buffer that is used again for the next one. */
    final class Notice {
        /** The received bytes: the first {@link #length} count. */
        public final byte[] data;

        /** Bytes received. */
        public int length;

        /** The sender's process, as the kernel knows it; 0 if it is in no pid namespace that we see. */
        public int pid;

        /** The sender's user. */
        public int uid;

        /** @param capacity the longest that is received whole, in bytes */
        public Notice(int capacity) {
            data = new byte[capacity];
        }
    }

    /**
     * A datagram socket in the abstract namespace, which is no file and ends with its last descriptor; it never blocks.
     *
     * @param name without the NUL that begins such names; EADDRINUSE if somebody has it
     */
    int noticeSocket(String name) throws ErrnoException;

    /**
     * Takes a notice. Descriptors that came with it are closed, which ends the wait of sd_notify_barrier(3).
     *
     * @return bytes received, or the code of an {@link Errno}: EAGAIN if none waits
     */
    int receiveNotice(int fd, Notice into);

    /** Passes each call on to the part that {@link #notices} has. */
    interface Forwarding extends Notices {
        Notices notices();

        @Override
        default int noticeSocket(String name) throws ErrnoException {
            return notices().noticeSocket(name);
        }

        @Override
        default int receiveNotice(int fd, Notice into) {
            return notices().receiveNotice(fd, into);
        }
    }
}
