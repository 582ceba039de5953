package nitro.test.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address at which nobody listens, kept from all who ask for any: only who names it, as a server does that is
 * told to listen there, has it besides.
 */
public final class Port implements AutoCloseable {
    private final Socket holder = new Socket();

    public Port() throws IOException {
        holder.setReuseAddress(true); // as servers do: then both may be bound, as long as one of them does not listen
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
