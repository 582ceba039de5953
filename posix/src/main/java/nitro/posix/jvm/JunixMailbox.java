package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.MonotonicClock;
import nitro.posix.Posix;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.ConnectionRefusedSocketException;

/** A {@link Mailbox} of junixsocket's, which starts faster than JNR. An empty datagram goes unnoticed. */
final class JunixMailbox implements Mailbox {
    /** The longest path in a struct sockaddr_un, with its NUL. */
    private static final int PATH_BYTES = 108;

    private final String path;
    private final Path file;
    private final Supplier<Posix> system;
    private final Interruption interruption;
    private volatile AFUNIXDatagramChannel channel;

    /** @param file the absolute {@code path} */
    JunixMailbox(String path, Path file, Supplier<Posix> system) throws ErrnoException {
        this.path = path;
        this.file = file;
        this.system = system;
        if (path.length() >= PATH_BYTES) {
            throw new ErrnoException("bind", path, Errno.ENAMETOOLONG);
        }
        try {
            channel = AFUNIXDatagramChannel.open();
        } catch (IOException e) {
            throw new ErrnoException("socket", path, JavaErrors.of(e));
        }
        // Before there is a file that a signal could leave behind. Closing a channel ends its receive, as no interrupt
        // and no time does.
        interruption = new Interruption(this::closeChannel);
        try {
            bind(channel);
        } catch (IOException e) {
            if (interruption.number() == 0) {
                close();
                throw new ErrnoException("bind", path, JavaErrors.of(e));
            }
        }
    }

    private void bind(AFUNIXDatagramChannel unbound) throws IOException {
        unbound.bind(address(path));
        // junixsocket gives it to everybody, whatever the umask
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static AFUNIXSocketAddress address(String path) throws IOException {
        return AFUNIXSocketAddress.of(path.getBytes(ISO_8859_1));
    }

    @Override
    public int send(byte[] data, int length, String to) {
        if (to.length() >= PATH_BYTES) {
            return Errno.ENAMETOOLONG.code();
        }
        try {
            channel.configureBlocking(false);
            int sent = channel.send(ByteBuffer.wrap(data, 0, length), address(to));
            return sent == 0 && length > 0 ? Errno.EAGAIN.code() : sent;
        } catch (ConnectionRefusedSocketException e) {
            bindAgain();
            return Errno.ECONNREFUSED.code();
        } catch (ClosedChannelException e) {
            return closed();
        } catch (IOException e) {
            Errno errno = JavaErrors.of(e);
            return errno == Errno.EUNKNOWN ? askSystem(to) : errno.code();
        }
    }

    /** junixsocket closes the descriptor of a channel that was refused once. */
    private void bindAgain() {
        closeChannel();
        try {
            Files.deleteIfExists(file);
            AFUNIXDatagramChannel another = AFUNIXDatagramChannel.open();
            channel = another;
            bind(another);
        } catch (IOException e) {
            closeChannel(); // what follows is told that it is closed
        }
    }

    /** Why nothing can be sent there, when Java's exception does not say it. */
    private int askSystem(String to) {
        Posix posix = system.get();
        try {
            int fd = posix.datagramSocket();
            try {
                posix.connect(fd, to);
            } finally {
                posix.close(fd);
            }
            return Errno.EUNKNOWN.code();
        } catch (ErrnoException e) {
            return e.errno().code();
        }
    }

    @Override
    public int receive(Datagram into, long millis) {
        long end = MonotonicClock.millis() + millis;
        long left = millis;
        try {
            while (interruption.number() == 0) {
                ByteBuffer buffer = ByteBuffer.wrap(into.data);
                channel.configureBlocking(millis != 0);
                channel.socket().setSoTimeout(Math.clamp(left, 0, Integer.MAX_VALUE)); // 0: no limit
                AFUNIXSocketAddress sender = channel.receive(buffer);
                if (buffer.position() > 0) { // null is also a sender without a name
                    into.length = buffer.position();
                    into.sender = sender == null ? "" : new String(sender.getPathAsBytes(), ISO_8859_1);
                    return into.length;
                }
                if (millis >= 0) {
                    left = end - MonotonicClock.millis();
                    if (left <= 0) {
                        return interruption.number() == 0 ? Errno.EAGAIN.code() : Errno.EINTR.code();
                    }
                }
            }
            return Errno.EINTR.code();
        } catch (IOException e) {
            return closed();
        }
    }

    private int closed() {
        return interruption.number() == 0 ? Errno.EBADF.code() : Errno.EINTR.code();
    }

    @Override
    public int interruption() {
        return interruption.number();
    }

    @Override
    public void close() {
        interruption.close();
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
