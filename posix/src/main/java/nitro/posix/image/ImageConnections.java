package nitro.posix.image;

import java.util.List;
import nitro.posix.Connections;
import nitro.posix.ErrnoException;
import org.graalvm.nativeimage.c.type.CCharPointer;

/** {@link Connections}, in the image. */
final class ImageConnections implements Connections {
    private static final int ADDRESSES = 8 * 1024;

    private final Scratch scratch;

    ImageConnections(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public List<String> resolve(String host) {
        scratch.begin(Scratch.size(host) + Scratch.size(ADDRESSES));
        CCharPointer name = scratch.string(host);
        CCharPointer lines = scratch.take(ADDRESSES);
        int length = ConnectionCalls.resolve(name, lines, ADDRESSES);
        return Bytes.string(lines, length).lines().distinct().toList();
    }

    @Override
    public int beginConnect(String address, int port) throws ErrnoException {
        int result = ConnectionCalls.beginConnect(scratch.path(address), port);
        return ErrnoNumber.checkReturned(result, "connect", address);
    }

    @Override
    public int connectStream(String path) throws ErrnoException {
        return ErrnoNumber.checkReturned(ConnectionCalls.connectStream(scratch.path(path)), "connect", path);
    }

    @Override
    public int socketError(int fd) {
        int error = ConnectionCalls.socketError(fd);
        return error == 0 ? 0 : ErrnoNumber.of(-error).code();
    }
}
