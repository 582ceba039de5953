package nitro.posix.image;

import java.util.List;
import nitro.posix.ErrnoException;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;

/** Stream sockets, and the datagrams of sd_notify(3) with their senders, in the image. */
abstract class ImageConnections extends ImageSockets {
    private static final int ADDRESSES = 8 * 1024;

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
        return checkReturned(result, "connect", address);
    }

    @Override
    public int connectStream(String path) throws ErrnoException {
        return checkReturned(ConnectionCalls.connectStream(scratch.path(path)), "connect", path);
    }

    @Override
    public int socketError(int fd) {
        int error = ConnectionCalls.socketError(fd);
        return error == 0 ? 0 : ErrnoNumber.of(-error).code();
    }

    @Override
    public int noticeSocket(String name) throws ErrnoException {
        return checkReturned(ConnectionCalls.noticeSocket(scratch.path(name)), "bind", "@" + name);
    }

    @Override
    public int receiveNotice(int fd, Notice into) {
        CIntPointer sender = StackValue.get(2, CIntPointer.class);
        CCharPointer bytes = scratch.only(into.data.length);
        int count = ConnectionCalls.receiveNotice(fd, bytes, into.data.length, sender);
        if (count < 0) {
            return ErrnoNumber.of(-count).code();
        }
        Bytes.copy(bytes, into.data, 0, count);
        into.length = count;
        into.pid = sender.read(0);
        into.uid = sender.read(1);
        return count;
    }
}
