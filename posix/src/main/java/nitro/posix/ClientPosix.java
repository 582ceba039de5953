package nitro.posix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The little that a client of nitro needs of the system; on the JVM it is served without JNR, whose start is slow.
 *
 * <p>Paths and names are byte strings here and in all of {@link Posix}: each char is one byte.
 */
public interface ClientPosix {
    /** Milliseconds on a monotonic clock that does not count suspend; only differences mean something. */
    long now();

    int getpid();

    /** The platform's number of a signal. */
    int number(Signal signal);

    /** stat(2), links followed. */
    FileStatus stat(String path) throws ErrnoException;

    /** lstat(2): a symlink itself. */
    FileStatus lstat(String path) throws ErrnoException;

    /** The names in a directory but {@code .} and {@code ..}, in no order. */
    List<String> list(String path) throws ErrnoException;

    /** readlink(2), never cut short. */
    String readlink(String path) throws ErrnoException;

    String getcwd() throws ErrnoException;

    void unlink(String path) throws ErrnoException;

    /** The first bytes of a file, at most {@code limit}; a FIFO or device is not waited for. */
    byte[] head(String path, int limit) throws ErrnoException;

    /** The size of the terminal that is open as {@code fd}: ioctl(TIOCGWINSZ); null if it is no terminal. */
    @Nullable
    WindowSize windowSize(int fd);

    /** Appends one record to a file that exists. */
    void append(String path, byte[] record) throws ErrnoException;

    /**
     * A datagram socket bound to {@code path}, readable and writable for its owner only. Until it is closed, HUP, INT
     * and TERM end no longer the process but what it waits for; one that was ignored at exec stays ignored.
     */
    Mailbox bindMailbox(String path) throws ErrnoException;
}
