package nitro.posix.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static nitro.posix.jvm.LinuxNumbers.*;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Notices;
import nitro.posix.Sockets;

/** {@link Notices} by libc. */
final class JvmNotices implements Notices {
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

    private final Native os;
    private final Sockets sockets;

    JvmNotices(Native os, Sockets sockets) {
        this.os = os;
        this.sockets = sockets;
    }

    @Override
    public int noticeSocket(String name) throws ErrnoException {
        int fd = sockets.datagramSocket();
        os.result.memory().putInt(0, 1);
        byte[] address = ((char) AF_UNIX + "\0\0" + name).getBytes(ISO_8859_1);
        try {
            os.check(
                    os.libc.setsockopt(fd, SOL_SOCKET, SO_PASSCRED, os.result.address(), Integer.BYTES),
                    "setsockopt",
                    fd);
            os.check(os.libc.bind(fd, address, address.length), "bind", "@" + name);
            return fd;
        } catch (ErrnoException e) {
            os.libc.close(fd);
            throw e;
        }
    }

    @Override
    public int receiveNotice(int fd, Notice into) {
        Pointer bytes = os.data.atLeast(into.data.length);
        Pointer header = os.result.memory();
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
