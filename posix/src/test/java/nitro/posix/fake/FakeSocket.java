package nitro.posix.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.PollSet;

/** A Unix datagram socket with its short queue. */
final class FakeSocket extends Description {
    /** How many datagrams a queue holds, as net.unix.max_dgram_qlen of Linux. */
    static final int QUEUE = 11;

    /** The longest datagram that fits the send buffer of Linux. */
    private static final int LONGEST = 212_960;

    /** @param text the bytes, a char a byte */
    private record Message(String text, String sender) {}

    private final Queue<Message> queue = new ArrayDeque<>();

    /** The path it is bound to, as it was given; empty if none. */
    String path = "";

    int waiting() {
        return queue.size();
    }

    /** Puts a datagram into the queue, from another socket. */
    int deliver(byte[] data, String sender) {
        if (data.length > LONGEST) {
            return Errno.EMSGSIZE.code();
        }
        if (!isOpen()) {
            return Errno.ECONNREFUSED.code();
        }
        if (queue.size() >= QUEUE) {
            return Errno.EAGAIN.code();
        }
        queue.add(new Message(new String(data, StandardCharsets.ISO_8859_1), sender));
        return data.length;
    }

    int receive(Datagram into) {
        Message message = queue.poll();
        if (message == null) {
            return Errno.EAGAIN.code();
        }
        byte[] bytes = message.text.getBytes(StandardCharsets.ISO_8859_1);
        into.length = Math.min(bytes.length, into.data.length);
        System.arraycopy(bytes, 0, into.data, 0, into.length);
        into.sender = message.sender;
        return into.length;
    }

    @Override
    int ready() {
        return queue.isEmpty() ? PollSet.WRITE : PollSet.READ | PollSet.WRITE;
    }

    @Override
    void lastClosed() {
        queue.clear();
    }

    @Override
    public String toString() {
        return path.isEmpty() ? "socket" : "socket " + path;
    }
}
