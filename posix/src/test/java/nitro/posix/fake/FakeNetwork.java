package nitro.posix.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nitro.posix.Errno;
import nitro.posix.PollSet;
import org.jspecify.annotations.Nullable;

/** The names and servers that our process can reach by stream sockets. */
public final class FakeNetwork {
    /** What a server says. */
    @FunctionalInterface
    public interface Server {
        /**
         * What is answered to all that was sent so far, after which the server closes; null as long as it waits for
         * more.
         */
        @Nullable
        String answer(String request);
    }

    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Server> servers = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    /** Gives a host's name addresses. */
    public void name(String host, String... addresses) {
        names.put(host, List.of(addresses));
    }

    /** A server listens on {@code ADDRESS port PORT}, or on a path. */
    public void listen(String at, Server server) {
        servers.put(at, server);
        silent.remove(at);
    }

    /** What is sent there is lost without a word. */
    public void silence(String at) {
        silent.add(at);
    }

    List<String> resolve(String host) {
        return names.getOrDefault(host, List.of());
    }

    boolean isListening(String at) {
        return servers.containsKey(at);
    }

    Description connect(String at) {
        return new Connection(at, servers.get(at), silent.contains(at));
    }

    /** SO_ERROR of a descriptor, as a code. */
    static int error(Description description) {
        return description instanceof Connection connection && connection.server == null
                ? Errno.ECONNREFUSED.code()
                : 0;
    }

    private static final class Connection extends Description {
        private final String at;
        private final @Nullable Server server;
        private final boolean silent;
        private String request = "";
        private int taken;

        Connection(String at, @Nullable Server server, boolean silent) {
            this.at = at;
            this.server = server;
            this.silent = silent;
        }

        private @Nullable String answer() {
            return server == null || silent ? null : server.answer(request);
        }

        @Override
        int read(byte[] buffer) {
            String answer = answer();
            if (answer == null) {
                return Errno.EAGAIN.code();
            }
            byte[] rest = answer.substring(taken).getBytes(ISO_8859_1);
            int count = Math.min(rest.length, buffer.length);
            System.arraycopy(rest, 0, buffer, 0, count);
            taken += count;
            return count;
        }

        @Override
        int write(byte[] buffer, int offset, int length) {
            request += new String(buffer, offset, length, ISO_8859_1);
            return length;
        }

        @Override
        int ready() {
            return silent ? 0 : PollSet.WRITE | (server == null || answer() != null ? PollSet.READ : 0);
        }

        @Override
        public String toString() {
            return "connection " + at;
        }
    }
}
