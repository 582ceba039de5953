package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Forks;

/** {@link Forks} by libc: netlink's process connector (linux/cn_proc.h). */
final class JvmForks implements Forks {
    /** Room for about 1300 reports: more come while a slow machine starts the reader. */
    private static final int ROOM_BYTES = 1 << 20;

    /** A struct sockaddr_nl: family, nothing, port, groups. */
    private static final int ADDRESS = 12;

    private static final int ADDRESS_PORT = 4;

    // struct nlmsghdr, struct cn_msg behind it, and then what is asked or reported
    private static final int CONNECTOR_MESSAGE = 16;
    private static final int BODY = CONNECTOR_MESSAGE + 20;
    private static final int REQUEST_BODY = 8;
    private static final int PARENT = BODY + 20;
    private static final int CHILD = BODY + 28;
    private static final int REPORT = BODY + 32;

    private final Native os;
    private final byte[] sender = new byte[ADDRESS];

    JvmForks(Native os) {
        this.os = os;
    }

    @Override
    public int forkSocket() throws ErrnoException {
        int fd = os.check(
                os.libc.socket(AF_NETLINK, SOCK_DGRAM | O_NONBLOCK | O_CLOEXEC, NETLINK_CONNECTOR), "socket", "forks");
        try {
            os.result.memory().putInt(0, ROOM_BYTES);
            os.libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, os.result.address(), Integer.BYTES); // else fewer fit
            os.check(os.libc.bind(fd, address(CN_IDX_PROC), ADDRESS), "bind", "forks");
            ask(fd);
            return fd;
        } catch (ErrnoException e) {
            os.libc.close(fd);
            throw e;
        }
    }

    /** Asks for forks and no other event, in words that kernels which cannot select do not listen to. */
    private void ask(int fd) throws ErrnoException {
        int size = BODY + REQUEST_BODY;
        Pointer request = os.result.memory();
        request.setMemory(0, size, (byte) 0);
        request.putInt(0, size);
        request.putShort(4, NLMSG_DONE);
        request.putInt(CONNECTOR_MESSAGE, CN_IDX_PROC);
        request.putInt(CONNECTOR_MESSAGE + 4, CN_VAL_PROC);
        request.putShort(CONNECTOR_MESSAGE + 16, (short) REQUEST_BODY);
        request.putInt(BODY, PROC_CN_MCAST_LISTEN);
        request.putInt(BODY + 4, PROC_EVENT_FORK);
        os.check(os.libc.sendto(fd, request.address(), size, 0, address(0), ADDRESS), "send", "forks");
    }

    private static byte[] address(int groups) {
        return ByteBuffer.allocate(ADDRESS)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) AF_NETLINK)
                .putInt(8, groups)
                .array();
    }

    @Override
    public int receiveFork(int fd, int[] family) {
        Pointer report = os.data.atLeast(REPORT);
        long received;
        do {
            os.result.memory().putInt(0, ADDRESS);
            received = os.libc.recvfrom(fd, report.address(), REPORT, MSG_DONTWAIT, sender, os.result.address());
        } while (os.interrupted(received));
        if (received < 0) {
            return os.errno().code();
        }
        boolean fromKernel = ByteBuffer.wrap(sender).getInt(ADDRESS_PORT) == 0;
        if (received < REPORT || !fromKernel || report.getInt(BODY) != PROC_EVENT_FORK) {
            return 0;
        }
        family[0] = report.getInt(PARENT);
        family[1] = report.getInt(CHILD);
        return 1;
    }
}
