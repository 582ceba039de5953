package nitro.posix.image;

import java.nio.ByteOrder;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Sockets;
import nitro.posix.image.SocketCalls.Address;
import nitro.posix.image.StreamCalls.InternetAddress;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;

/** {@link Sockets}, in the image. */
final class ImageSockets implements Sockets {
    private static final int OWNER_ONLY = 0177;

    private final Scratch scratch;

    ImageSockets(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public int datagramSocket() throws ErrnoException {
        int type = SocketCalls.SOCK_DGRAM() | SocketCalls.SOCK_NONBLOCK() | SocketCalls.SOCK_CLOEXEC();
        return ErrnoNumber.check(SocketCalls.socket(SocketCalls.AF_UNIX(), type, 0), "socket", "");
    }

    @Override
    public void bind(int fd, String path) throws ErrnoException {
        Address address = StackValue.get(Address.class);
        int size = checkFits(fill(address, path), "bind", path);
        int before = FileCalls.umask(OWNER_ONLY);
        try {
            ErrnoNumber.check(SocketCalls.bind(fd, address, size), "bind", path);
        } finally {
            FileCalls.umask(before);
        }
    }

    @Override
    public void connect(int fd, String path) throws ErrnoException {
        Address address = StackValue.get(Address.class);
        int size = checkFits(fill(address, path), "connect", path);
        ErrnoNumber.check(SocketCalls.connect(fd, address, size), "connect", path);
    }

    @Override
    public int send(int fd, byte[] data, int length, String path) {
        Address address = StackValue.get(Address.class);
        int size = fill(address, path);
        if (size < 0) {
            return Errno.ENAMETOOLONG.code();
        }
        CCharPointer bytes = scratch.only(length);
        Bytes.copy(data, 0, bytes, length);
        int flags = SocketCalls.MSG_DONTWAIT() | SocketCalls.MSG_NOSIGNAL();
        int count = (int) SocketCalls.sendto(fd, bytes, length, flags, address, size);
        return count < 0 ? ErrnoNumber.lastCode() : count;
    }

    @Override
    public int receive(int fd, Datagram into) {
        Address address = StackValue.get(Address.class);
        CIntPointer size = StackValue.get(CIntPointer.class);
        size.write(SizeOf.get(Address.class));
        CCharPointer bytes = scratch.only(into.data.length);
        int flags = SocketCalls.MSG_DONTWAIT();
        int count = (int) SocketCalls.recvfrom(fd, bytes, into.data.length, flags, address, size);
        if (count < 0) {
            return ErrnoNumber.lastCode();
        }
        Bytes.copy(bytes, into.data, 0, count);
        into.length = count;
        // The kernel tells a larger size than it was given where a path fills the address and has no NUL.
        int room = Math.min(size.read(), SizeOf.get(Address.class)) - address.pathOffset();
        int length = room <= 0 ? 0 : isAbstract(address) ? room : Bytes.length(address.path(), room);
        if (!Bytes.equal(address.path(), length, into.sender)) {
            into.sender = Bytes.string(address.path(), length);
        }
        return count;
    }

    /** Makes it the address of a path; returns its size, -1 if the path is too long for one. */
    private static int fill(Address address, String path) {
        int room = SizeOf.get(Address.class) - address.pathOffset();
        int length = path.length();
        int terminator =
                path.startsWith("\0") ? 0 : 1; // each byte of an abstract name counts, and a path ends at a NUL
        if (length + terminator > room) {
            return -1;
        }
        address.family((short) SocketCalls.AF_UNIX());
        for (int i = 0; i < length; i++) {
            address.path().write(i, (byte) path.charAt(i));
        }
        if (terminator > 0) {
            address.path().write(length, (byte) 0);
        }
        return address.pathOffset() + length + terminator;
    }

    private static boolean isAbstract(Address address) {
        return address.path().read() == 0;
    }

    private static int checkFits(int size, String call, String path) throws ErrnoException {
        if (size < 0) {
            throw new ErrnoException(call, path, Errno.ENAMETOOLONG);
        }
        return size;
    }

    @Override
    public int udpSocket(int address, int port) throws ErrnoException {
        int type = StreamCalls.SOCK_DGRAM() | StreamCalls.SOCK_CLOEXEC() | StreamCalls.SOCK_NONBLOCK();
        int fd = ErrnoNumber.check(StreamCalls.socket(StreamCalls.AF_INET(), type, 0), "socket", "");
        InternetAddress to = StackValue.get(InternetAddress.class);
        boolean swap = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        to.family(StreamCalls.AF_INET());
        to.port(swap ? Short.reverseBytes((short) port) : (short) port);
        to.address(swap ? Integer.reverseBytes(address) : address);
        if (StreamCalls.connect(fd, to, SizeOf.get(InternetAddress.class)) < 0) {
            Errno errno = ErrnoNumber.last();
            FileCalls.close(fd);
            throw new ErrnoException("connect", "", errno);
        }
        return fd;
    }
}
