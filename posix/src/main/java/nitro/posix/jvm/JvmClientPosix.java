package nitro.posix.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nitro.posix.ClientPosix;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.WindowSize;
import org.jspecify.annotations.Nullable;

/**
 * {@link ClientPosix} by java.nio and junixsocket: nitroctl starts in half the time without JNR.
 *
 * <p>What Java cannot do or does not tell is left to the whole system: files that are not to be waited for, and errors
 * without a name.
 */
public final class JvmClientPosix implements ClientPosix {
    private final Supplier<Posix> system;

    /** @param system the whole system, made when it is asked for */
    public JvmClientPosix(Supplier<Posix> system) {
        this.system = system;
    }

    /** One call by Java. */
    private interface Call<T> {
        T run(Path path) throws IOException;
    }

    /** The same call by the system. */
    private interface SystemCall<T> {
        T run(Posix posix) throws ErrnoException;
    }

    private <T> T call(String name, String path, Call<T> call, SystemCall<T> systemCall) throws ErrnoException {
        try {
            return call.run(file(name, path));
        } catch (ErrnoException e) {
            throw e;
        } catch (IOException e) {
            Errno errno = JavaErrors.of(e);
            if (errno == Errno.EUNKNOWN) {
                return systemCall.run(system.get());
            }
            throw new ErrnoException(name, path, errno);
        }
    }

    private Path file(String call, String path) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(call, path, Errno.ENOENT);
        }
        return BytePaths.path(path.startsWith("/") ? path : getcwd() + "/" + path);
    }

    @Override
    public long now() {
        return MonotonicClock.millis();
    }

    @Override
    public long wallClock() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public int getpid() {
        return (int) ProcessHandle.current().pid();
    }

    @Override
    public void setFileUser(int uid) {
        system.get().setFileUser(uid);
    }

    @Override
    public int number(Signal signal) {
        return LinuxNumbers.number(signal);
    }

    @Override
    public FileStatus stat(String path) throws ErrnoException {
        return call("stat", path, JvmClientPosix::status, posix -> posix.stat(path));
    }

    @Override
    public FileStatus lstat(String path) throws ErrnoException {
        return call("lstat", path, file -> status(file, LinkOption.NOFOLLOW_LINKS), posix -> posix.lstat(path));
    }

    @Override
    public List<String> list(String path) throws ErrnoException {
        return call("open", path, JvmClientPosix::names, posix -> posix.list(path));
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        // Java opens it before it knows that it is no directory, and would wait for a FIFO
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve("."))) {
            for (Path entry : entries) {
                names.add(BytePaths.bytes(Objects.requireNonNull(entry.getFileName())));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private static FileStatus status(Path file, LinkOption... options) throws IOException {
        Map<String, Object> unix;
        try {
            unix = Files.readAttributes(file, "unix:mode,dev,ino,size,uid,gid", options);
        } catch (NoSuchFileException e) {
            Files.readSymbolicLink(file); // fails with ENOTDIR if that was the reason, which attributes do not tell
            throw e;
        }
        int mode = (int) number(unix, "mode");
        return new FileStatus(
                FileStatusReader.type(mode),
                mode & 07777,
                number(unix, "dev"),
                number(unix, "ino"),
                number(unix, "size"),
                (int) number(unix, "uid"),
                (int) number(unix, "gid"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public String readlink(String path) throws ErrnoException {
        return call(
                "readlink", path, file -> BytePaths.bytes(Files.readSymbolicLink(file)), posix -> posix.readlink(path));
    }

    @Override
    public String getcwd() throws ErrnoException {
        try {
            return BytePaths.bytes(Files.readSymbolicLink(Path.of("/proc/self/cwd")));
        } catch (IOException e) { // no /proc
            return system.get().getcwd();
        }
    }

    @Override
    public void unlink(String path) throws ErrnoException {
        call(
                "unlink",
                path,
                file -> {
                    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) { // which delete would remove
                        throw new ErrnoException("unlink", path, Errno.EISDIR);
                    }
                    Files.delete(file);
                    return path;
                },
                posix -> {
                    posix.unlink(path);
                    return path;
                });
    }

    @Override
    public byte[] head(String path, int limit) throws ErrnoException {
        return call(
                "open",
                path,
                file -> {
                    if (!Files.isRegularFile(file) && Files.exists(file)) { // Java would wait for a FIFO
                        return system.get().head(path, limit);
                    }
                    try (InputStream in = Files.newInputStream(file)) {
                        return in.readNBytes(limit);
                    }
                },
                posix -> posix.head(path, limit));
    }

    /** The file's name tells in most cases that it is none, without a start of the whole system. */
    @Override
    public @Nullable WindowSize windowSize(int fd) {
        try {
            String name = BytePaths.bytes(Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)));
            if (!name.startsWith("/dev/") || name.equals("/dev/null")) {
                return null;
            }
        } catch (IOException e) {
            // No /proc, or it is not open.
        }
        return WindowSizes.of(fd);
    }

    @Override
    public void append(String path, byte[] record) throws ErrnoException {
        call(
                "open",
                path,
                file -> {
                    if (!Files.isRegularFile(file) && Files.exists(file)) {
                        system.get().append(path, record);
                        return path;
                    }
                    try (SeekableByteChannel out =
                            Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                        out.write(ByteBuffer.wrap(record));
                        return path;
                    }
                },
                posix -> {
                    posix.append(path, record);
                    return path;
                });
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        return new JunixMailbox(path, file("bind", path), system);
    }
}
