package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.Pointer;
import nitro.posix.Connections;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** {@link Connections} by libc, and by Java for names. */
final class JvmConnections implements Connections {
    /** The size of struct sockaddr_storage. */
    private static final int SOCKET_ADDRESS = 128;

    private final Native os;

    JvmConnections(Native os) {
        this.os = os;
    }

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
        JvmSockets.checkLength("connect", path);
        return connected(AF_UNIX, JvmSockets.address(path), path);
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
            os.libc.close(fd);
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
        Pointer memory = os.result.memory();
        memory.putInt(0, 0);
        memory.putInt(4, Integer.BYTES);
        int outcome = os.libc.getsockopt(fd, SOL_SOCKET, SO_ERROR, os.result.address(), os.result.address() + 4);
        int error = memory.getInt(0);
        if (outcome < 0) {
            return os.errno().code();
        }
        if (error != 0) {
            return Errnos.of(error).code();
        }
        return isItsOwnPeer(fd) ? Errno.ECONNREFUSED.code() : 0;
    }

    /** Whether a socket of the internet is connected to itself. */
    private boolean isItsOwnPeer(int fd) {
        byte[] own = new byte[SOCKET_ADDRESS];
        byte[] peer = new byte[SOCKET_ADDRESS];
        int[] ownLength = {own.length};
        int[] peerLength = {peer.length};
        return os.libc.getsockname(fd, own, ownLength) == 0
                && os.libc.getpeername(fd, peer, peerLength) == 0
                && own[0] != AF_UNIX
                && Arrays.equals(own, 0, ownLength[0], peer, 0, peerLength[0]);
    }
}
