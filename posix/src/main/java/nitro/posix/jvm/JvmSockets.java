package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Sockets;

/** Unix datagram sockets, by libc: junixsocket binds with mode 0666 and closes a socket that was refused once. */
abstract class JvmSockets extends JvmFiles implements Sockets {
    /** struct sockaddr_un: a short for the family, then the path. */
    private static final int PATH = 2;

    private static final int PATH_BYTES = 108;
    private static final int SOCKADDR = PATH + PATH_BYTES;

    /** A socket address, and behind it a socklen_t. */
    private final Block address = new Block(os.runtime, SOCKADDR + 6);

    private static final int LENGTH = SOCKADDR + 2;

    @Override
    public int datagramSocket() throws ErrnoException {
        return os.check(os.libc.socket(AF_UNIX, SOCK_DGRAM | O_NONBLOCK | O_CLOEXEC, 0), "socket", "");
    }

    @Override
    public void bind(int fd, String path) throws ErrnoException {
        int length = addressOf("bind", path);
        int before = os.libc.umask(0177);
        int outcome = os.libc.bind(fd, address.address(), length);
        Errno errno = outcome < 0 ? os.errno() : Errno.EUNKNOWN;
        os.libc.umask(before);
        if (outcome < 0) {
            throw new ErrnoException("bind", path, errno);
        }
    }

    @Override
    public void connect(int fd, String path) throws ErrnoException {
        int length = addressOf("connect", path);
        int outcome;
        do {
            outcome = os.libc.connect(fd, address.address(), length);
        } while (os.interrupted(outcome));
        os.check(outcome, "connect", path);
    }

    @Override
    public int send(int fd, byte[] bytes, int length, String path) {
        if (path.length() >= PATH_BYTES) {
            return Errno.ENAMETOOLONG.code();
        }
        int addressLength = fill(path);
        Pointer memory = data.atLeast(length);
        memory.put(0, bytes, 0, length);
        long sent;
        do {
            sent = os.libc.sendto(
                    fd, memory.address(), length, MSG_DONTWAIT | MSG_NOSIGNAL, address.address(), addressLength);
        } while (os.interrupted(sent));
        return os.resultOrCode(sent);
    }

    @Override
    public int receive(int fd, Datagram into) {
        Pointer memory = data.atLeast(into.data.length);
        Pointer sender = address.memory();
        long received;
        do {
            sender.putInt(LENGTH, SOCKADDR);
            received = os.libc.recvfrom(
                    fd, memory.address(), into.data.length, MSG_DONTWAIT, sender.address(), sender.address() + LENGTH);
        } while (os.interrupted(received));
        if (received >= 0) {
            memory.get(0, into.data, 0, (int) received);
            into.length = (int) received;
            int pathBytes = Math.clamp(sender.getInt(LENGTH) - PATH, 0, PATH_BYTES);
            into.sender = Bytes.getTerminated(sender, PATH, pathBytes);
        }
        return os.resultOrCode(received);
    }

    private int addressOf(String call, String path) throws ErrnoException {
        if (path.length() >= PATH_BYTES) {
            throw new ErrnoException(call, path, Errno.ENAMETOOLONG);
        }
        return fill(path);
    }

    /** Puts the address of {@code path} into memory; returns its length. */
    private int fill(String path) {
        Pointer memory = address.memory();
        memory.putShort(0, (short) AF_UNIX);
        return Bytes.put(memory, PATH, path);
    }
}
