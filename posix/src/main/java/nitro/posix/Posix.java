package nitro.posix;

/**
 * The operating system as nitro sees it: every system call that we make, and no other way to it.
 *
 * <p>It has two bindings, one for the JVM and one for the native image, and a fake for tests. What holds for all calls:
 *
 * <ul>
 *   <li>Paths, names, arguments and environment strings are byte strings: Java Strings in which each char is one byte.
 *       They mean the same under every locale, and are equal and sorted as their bytes are.
 *   <li>Calls that fail in the ordinary course of things return the negative {@link Errno#code()}; all others throw
 *       {@link ErrnoException}. EINTR is retried inside, but for {@code poll}.
 *   <li>One thread makes all calls. None but {@code poll} and what is said to may block.
 *   <li>Every descriptor is closed on exec.
 * </ul>
 */
public interface Posix
        extends ClientPosix,
                Files,
                Paths,
                Polling,
                Streams,
                Inotify,
                Processes,
                Signals,
                ProcessState,
                Sockets,
                Connections,
                Notices,
                Forks,
                Machine,
                Terminals,
                Tracing {}
