package nitro.test.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** A unix datagram socket, bound to a path or to none, whose datagrams are awaited. */
public final class Mailbox implements AutoCloseable {
    private static final int LONGEST = 65_536;
    /** By so much the kernel's idea of a time that is over may be before ours. */
    private static final long CLOCKS_DIFFER = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable Path path;
    private final AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();

    private Mailbox(@Nullable Path path, @Nullable AFUNIXSocketAddress address) throws IOException {
        this.path = path;
        if (address != null) {
            channel.bind(address);
        }
    }

    /** Bound to {@code path}, which is unlinked by {@link #close}. */
    public static Mailbox at(Path path) throws IOException {
        return new Mailbox(path, address(path));
    }

    /** Bound to a name that is on no disk. */
    public static Mailbox inAbstractNamespace(String name) throws IOException {
        return new Mailbox(null, AFUNIXSocketAddress.inAbstractNamespace(name));
    }

    /** Without an address: what it asks cannot be answered. */
    public static Mailbox unbound() throws IOException {
        return new Mailbox(null, null);
    }

    /** Sends one datagram; waits while the receiver's queue is full. */
    public void send(Path to, byte[] datagram) throws IOException {
        send(address(to), datagram);
    }

    private void send(SocketAddress to, byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), to);
    }

    /** The next datagram; empty when none came in {@code millis}, 0 for no limit. */
    public Optional<byte[]> receive(int millis) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        var sender = take(buffer, millis);
        // an empty datagram looks like none otherwise
        boolean timeIsOver = millis > 0 && System.nanoTime() >= end - CLOCKS_DIFFER;
        return sender == null && buffer.position() == 0 && timeIsOver
                ? Optional.empty()
                : Optional.of(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /** Receives a datagram within 30 seconds, answers it as a server does, and returns it. */
    public byte[] answer(UnaryOperator<byte[]> reply) throws IOException {
        return answer(30_000, reply).orElseThrow(() -> new AssertionError("nobody asked"));
    }

    /** Receives a datagram and answers it; empty when none came in {@code millis}. */
    public Optional<byte[]> answer(int millis, UnaryOperator<byte[]> reply) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST);
        var sender = take(buffer, millis);
        if (sender == null) {
            return Optional.empty();
        }
        var request = Arrays.copyOf(buffer.array(), buffer.position());
        send(sender, reply.apply(request));
        return Optional.of(request);
    }

    private @Nullable SocketAddress take(ByteBuffer buffer, int millis) throws IOException {
        try {
            channel.socket().setSoTimeout(millis);
            return channel.receive(buffer);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    private static AFUNIXSocketAddress address(Path path) throws IOException {
        return AFUNIXSocketAddress.of(path.toString().getBytes(ISO_8859_1));
    }

    /** Closes it and leaves its file, as a process does that was killed. */
    public void abandon() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (path != null) {
            Files.deleteIfExists(path);
        }
    }
}
