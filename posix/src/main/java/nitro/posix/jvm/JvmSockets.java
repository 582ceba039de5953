package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Sockets;

/** {@link Sockets} by libc: junixsocket binds with mode 0666 and closes a socket that was refused once. */
final class JvmSockets implements Sockets {
    /** A struct sockaddr_in: family and port, both of two bytes, the address, and eight of nothing. */
    private static final int INTERNET_ADDRESS = 16;
    /** Bytes of the path in a struct sockaddr_un, which follows a short for the family. */
    private static final int PATH_BYTES = 108;

    private static final int PATH = 2;

    private final Native os;
    private final byte[] sender = new byte[PATH + PATH_BYTES];

    JvmSockets(Native os) {
        this.os = os;
    }

    @Override
    public int datagramSocket() throws ErrnoException {
        return os.check(os.libc.socket(AF_UNIX, SOCK_DGRAM | O_NONBLOCK | O_CLOEXEC, 0), "socket", "");
    }

    @Override
    public void bind(int fd, String path) throws ErrnoException {
        checkLength("bind", path);
        byte[] address = address(path);
        int before = os.libc.umask(0177);
        int outcome = os.libc.bind(fd, address, address.length);
        Errno errno = os.errno();
        os.libc.umask(before);
        if (outcome < 0) {
            throw new ErrnoException("bind", path, errno);
        }
    }

    @Override
    public void connect(int fd, String path) throws ErrnoException {
        checkLength("connect", path);
        byte[] address = address(path);
        int outcome;
        do {
            outcome = os.libc.connect(fd, address, address.length);
        } while (os.interrupted(outcome));
        os.check(outcome, "connect", path);
    }

    @Override
    public int send(int fd, byte[] bytes, int length, String path) {
        if (isTooLong(path)) {
            return Errno.ENAMETOOLONG.code();
        }
        byte[] address = address(path);
        Pointer memory = os.data.atLeast(length);
        memory.put(0, bytes, 0, length);
        int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
        long sent;
        do {
            sent = os.libc.sendto(fd, memory.address(), length, flags, address, address.length);
        } while (os.interrupted(sent));
        return os.resultOrCode(sent);
    }

    @Override
    public int receive(int fd, Datagram into) {
        int capacity = into.data.length;
        Pointer memory = os.data.atLeast(capacity);
        long received;
        do {
            os.result.memory().putInt(0, sender.length);
            received = os.libc.recvfrom(fd, memory.address(), capacity, MSG_DONTWAIT, sender, os.result.address());
        } while (os.interrupted(received));
        if (received >= 0) {
            memory.get(0, into.data, 0, (int) received);
            into.length = (int) received;
            into.sender = path(sender, Math.min(os.result.memory().getInt(0), sender.length));
        }
        return os.resultOrCode(received);
    }

    static void checkLength(String call, String path) throws ErrnoException {
        if (isTooLong(path)) {
            throw new ErrnoException(call, path, Errno.ENAMETOOLONG);
        }
    }

    private static boolean isTooLong(String path) {
        return path.length() + terminator(path) > PATH_BYTES;
    }

    /** A struct sockaddr_un, of a little-endian machine. */
    static byte[] address(String path) {
        byte[] address = new byte[PATH + path.length() + terminator(path)];
        address[0] = AF_UNIX;
        System.arraycopy(path.getBytes(ISO_8859_1), 0, address, PATH, path.length());
        return address;
    }

    /** Bytes after the name: each byte of an abstract name counts, and a path ends at a NUL. */
    private static int terminator(String path) {
        return path.startsWith("\0") ? 0 : 1;
    }

    /** The path in the first {@code length} bytes of an address. */
    private static String path(byte[] address, int length) {
        int end = PATH;
        while (end < length && (address[end] != 0 || address[PATH] == 0)) {
            end++;
        }
        return new String(address, PATH, end - PATH, ISO_8859_1);
    }

    @Override
    public int udpSocket(int address, int port) throws ErrnoException {
        int fd = os.check(os.libc.socket(AF_INET, SOCK_DGRAM | O_NONBLOCK | O_CLOEXEC, 0), "socket", "");
        byte[] to = new byte[INTERNET_ADDRESS];
        to[0] = AF_INET;
        to[2] = (byte) (port >> 8);
        to[3] = (byte) port;
        for (int i = 0; i < 4; i++) {
            to[4 + i] = (byte) (address >> 24 - 8 * i);
        }
        if (os.libc.connect(fd, to, to.length) < 0) {
            Errno errno = os.errno();
            os.libc.close(fd);
            throw new ErrnoException("connect", "", errno);
        }
        return fd;
    }
}
