package nitro.posix;

import org.jspecify.annotations.Nullable;

/**
 * The little that a client of nitro needs of the system; on the JVM it is served without JNR, whose start is slow.
 *
 * <p>Paths and names are byte strings here and in all of {@link Posix}: each char is one byte.
 */
public interface ClientPosix extends FileView {
    /** Milliseconds on a monotonic clock that does not count suspend; only differences mean something. */
    long now();

    int getpid();

    /** The platform's number of a signal. */
    int number(Signal signal);

    String getcwd() throws ErrnoException;

    void unlink(String path) throws ErrnoException;

    /** The size of the terminal that is open as {@code fd}: ioctl(TIOCGWINSZ); null if it is no terminal. */
    @Nullable
    WindowSize windowSize(int fd);

    /** Appends one record to a file that exists; a FIFO is not waited for. */
    void append(String path, byte[] record) throws ErrnoException;

    /**
     * A datagram socket bound to {@code path}, readable and writable for its owner only. Until it is closed, HUP, INT
     * and TERM end no longer the process but what it waits for; one that was ignored at exec stays ignored.
     */
    Mailbox bindMailbox(String path) throws ErrnoException;
}
