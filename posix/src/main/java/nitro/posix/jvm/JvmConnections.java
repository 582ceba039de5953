package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.posix.jvm.LinuxNumbers.*;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.Connections;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Notices;

/** Stream sockets, and the datagrams of sd_notify(3) with their senders. */
abstract class JvmConnections extends JvmSockets implements Connections, Notices {
    // struct msghdr of 64-bit systems
    private static final int IOV = 16;
    private static final int IOV_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int MSGHDR = 56;
    // behind it: struct iovec, and struct cmsghdr with a struct ucred in it
    private static final int VECTOR = MSGHDR;
    private static final int MESSAGE = VECTOR + 16;
    private static final int LEVEL = MESSAGE + 8;
    private static final int TYPE = MESSAGE + 12;
    private static final int PID = MESSAGE + 16;
    private static final int UID = MESSAGE + 20;
    private static final int MESSAGE_SPACE = 32;

    @Override
    public List<String> resolve(String host) {
        List<String> addresses = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(Bytes.decoded(host))) {
                addresses.add(address.getHostAddress());
            }
        } catch (UnknownHostException e) {
            // there are none
        }
        return addresses;
    }

    @Override
    public int beginConnect(String address, int port) throws ErrnoException {
        InetAddress numbers;
        try {
            numbers = InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new ErrnoException("connect", address, Errno.EINVAL);
        }
        int family = numbers instanceof Inet6Address ? AF_INET6 : AF_INET;
        return connected(family, socketAddress(numbers, port), address + " port " + port);
    }

    @Override
    public int connectStream(String path) throws ErrnoException {
        checkLength("connect", path);
        return connected(AF_UNIX, address(path), path);
    }

    private int connected(int family, byte[] address, String subject) throws ErrnoException {
        int type = SOCK_STREAM | O_NONBLOCK | O_CLOEXEC;
        int fd = os.check(os.libc.socket(family, type, 0), "socket", subject);
        int outcome;
        do {
            outcome = os.libc.connect(fd, address, address.length);
        } while (os.interrupted(outcome));
        Errno errno = outcome < 0 ? os.errno() : Errno.EINPROGRESS;
        if (errno != Errno.EINPROGRESS) {
            close(fd);
            throw new ErrnoException("connect", subject, errno);
        }
        return fd;
    }

    /** A struct sockaddr_in or sockaddr_in6, of a little-endian machine. */
    private static byte[] socketAddress(InetAddress address, int port) {
        boolean six = address instanceof Inet6Address;
        ByteBuffer bytes = ByteBuffer.allocate(six ? 28 : 16);
        bytes.put((byte) (six ? AF_INET6 : AF_INET)).put((byte) 0).putShort((short) port);
        if (six) {
            bytes.putInt(0); // flow
        }
        bytes.put(address.getAddress());
        if (address instanceof Inet6Address scoped) {
            bytes.putInt(Integer.reverseBytes(scoped.getScopeId()));
        }
        return bytes.array();
    }

    @Override
    public int socketError(int fd) {
        Pointer memory = result.memory();
        memory.putInt(0, 0);
        memory.putInt(4, Integer.BYTES);
        int outcome = os.libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, result.address(), result.address() + 4);
        int error = memory.getInt(0);
        return outcome < 0
                ? os.errno().code()
                : error == 0 ? 0 : Errnos.of(error).code();
    }

    @Override
    public int noticeSocket(String name) throws ErrnoException {
        int fd = datagramSocket();
        result.memory().putInt(0, 1);
        byte[] address = ((char) AF_UNIX + "\0\0" + name).getBytes(ISO_8859_1);
        try {
            os.check(
                    os.libc.setsockopt(fd, SOL_SOCKET, SO_PASSCRED, result.address(), Integer.BYTES), "setsockopt", fd);
            os.check(os.libc.bind(fd, address, address.length), "bind", "@" + name);
            return fd;
        } catch (ErrnoException e) {
            close(fd);
            throw e;
        }
    }

    @Override
    public int receiveNotice(int fd, Notice into) {
        Pointer bytes = data.atLeast(into.data.length);
        Pointer header = result.memory();
        header.setMemory(0, MESSAGE + MESSAGE_SPACE, (byte) 0);
        header.putLong(VECTOR, bytes.address());
        header.putLong(VECTOR + 8, into.data.length);
        header.putLong(IOV, header.address() + VECTOR);
        header.putLong(IOV_COUNT, 1);
        header.putLong(CONTROL, header.address() + MESSAGE);
        header.putLong(CONTROL_LENGTH, MESSAGE_SPACE); // no room for descriptors: so the kernel closes them
        long received;
        do {
            received = os.libc.recvmsg(fd, header.address(), MSG_DONTWAIT);
        } while (os.interrupted(received));
        if (received >= 0) {
            bytes.get(0, into.data, 0, (int) received);
            into.length = (int) received;
            boolean known = header.getInt(LEVEL) == SOL_SOCKET && header.getInt(TYPE) == SCM_CREDENTIALS;
            into.pid = known ? header.getInt(PID) : 0;
            into.uid = known ? header.getInt(UID) : -1;
        }
        return os.resultOrCode(received);
    }
}
