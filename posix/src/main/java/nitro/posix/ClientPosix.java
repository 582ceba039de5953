package nitro.posix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The little that a client of nitro needs of the system; on the JVM it is served without JNR, whose start is slow.
 *
 * <p>Paths and names are byte strings here and in all of {@link Posix}: each char is one byte.
 */
public interface ClientPosix extends FileView {
    /** Milliseconds on a monotonic clock that does not count suspend; only differences mean something. */
    long now();

    /** Nanoseconds since 1970 on the system's clock, which may be set: for timestamps. */
    long wallClock();

    int getpid();

    /**
     * setfsuid(2): from now on this user's rights count for files, and new ones belong to it. Without the right to do so
     * nothing changes.
     */
    void setFileUser(int uid);

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

    /** Passes each call on to the part that {@link #clientPosix} has. */
    interface Forwarding extends ClientPosix {
        ClientPosix clientPosix();

        @Override
        default FileStatus stat(String path) throws ErrnoException {
            return clientPosix().stat(path);
        }

        @Override
        default FileStatus lstat(String path) throws ErrnoException {
            return clientPosix().lstat(path);
        }

        @Override
        default List<String> list(String path) throws ErrnoException {
            return clientPosix().list(path);
        }

        @Override
        default String readlink(String path) throws ErrnoException {
            return clientPosix().readlink(path);
        }

        @Override
        default byte[] head(String path, int limit) throws ErrnoException {
            return clientPosix().head(path, limit);
        }

        @Override
        default long now() {
            return clientPosix().now();
        }

        @Override
        default long wallClock() {
            return clientPosix().wallClock();
        }

        @Override
        default int getpid() {
            return clientPosix().getpid();
        }

        @Override
        default void setFileUser(int uid) {
            clientPosix().setFileUser(uid);
        }

        @Override
        default int number(Signal signal) {
            return clientPosix().number(signal);
        }

        @Override
        default String getcwd() throws ErrnoException {
            return clientPosix().getcwd();
        }

        @Override
        default void unlink(String path) throws ErrnoException {
            clientPosix().unlink(path);
        }

        @Override
        default @Nullable WindowSize windowSize(int fd) {
            return clientPosix().windowSize(fd);
        }

        @Override
        default void append(String path, byte[] record) throws ErrnoException {
            clientPosix().append(path, record);
        }

        @Override
        default Mailbox bindMailbox(String path) throws ErrnoException {
            return clientPosix().bindMailbox(path);
        }
    }
}
