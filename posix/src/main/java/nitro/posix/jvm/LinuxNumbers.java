package nitro.posix.jvm;

import nitro.posix.Capability;
import nitro.posix.Machine.Reboot;
import nitro.posix.ProcessState.IoClass;
import nitro.posix.ProcessState.Resource;
import nitro.posix.Signal;

/** Constants of Linux's headers, the same on x86-64, ARM and RISC-V unless a line says otherwise. */
final class LinuxNumbers {
    private static final boolean X86_64 = System.getProperty("os.arch", "").equals("amd64");

    // fcntl.h
    static final int O_WRONLY = 01;
    static final int O_RDWR = 02;
    static final int O_CREAT = 0100;
    static final int O_NOCTTY = 0400;
    static final int O_TRUNC = 01000;
    static final int O_APPEND = 02000;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;
    /** Of these, ARM alone has another. */
    static final int O_NOFOLLOW = System.getProperty("os.arch", "").equals("aarch64") ? 0100000 : 0400000;

    static final int F_GETFD = 1;
    static final int F_SETFD = 2;
    static final int F_SETFL = 4;
    static final int F_SETPIPE_SZ = 1031;
    static final int SPLICE_F_NONBLOCK = 2;
    static final int FD_CLOEXEC = 1;
    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;

    // poll.h
    static final int POLLIN = 1;
    static final int POLLOUT = 4;
    static final int POLLERR = 8;
    static final int POLLHUP = 16;
    static final int POLLNVAL = 32;

    // sys/epoll.h, where EPOLLIN, EPOLLOUT, EPOLLERR and EPOLLHUP have the numbers of poll.h
    static final int EPOLL_CLOEXEC = O_CLOEXEC;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;
    static final int EPOLL_CTL_MOD = 3;
    /** struct epoll_event: the events, an int, and the token, a long; without a gap between them on x86-64 only. */
    static final int EPOLL_TOKEN = X86_64 ? 4 : 8;

    static final int EPOLL_EVENT = EPOLL_TOKEN + Long.BYTES;

    // sys/socket.h
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOL_SOCKET = 1;
    static final int SO_ERROR = 4;
    static final int SO_PASSCRED = 16;
    static final int SO_RCVBUFFORCE = 33;
    static final int SCM_CREDENTIALS = 2;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    // linux/netlink.h, linux/connector.h, linux/cn_proc.h
    static final int NETLINK_CONNECTOR = 11;
    static final short NLMSG_DONE = 3;
    static final int CN_IDX_PROC = 1;
    static final int CN_VAL_PROC = 1;
    static final int PROC_CN_MCAST_LISTEN = 1;
    static final int PROC_EVENT_FORK = 1;

    // sys/inotify.h
    static final int IN_MODIFY = 0x2;
    /** IN_CREATE and IN_MOVED_TO. */
    static final int IN_APPEARED = 0x180;
    /** IN_DELETE and IN_MOVED_FROM. */
    static final int IN_VANISHED = 0x240;
    /** IN_DELETE_SELF and IN_MOVE_SELF. */
    static final int IN_SELF_GONE = 0xC00;

    static final int IN_UNMOUNT = 0x2000;
    static final int IN_Q_OVERFLOW = 0x4000;

    // signal.h, sys/wait.h
    static final int SIG_DFL = 0;
    static final int SIG_IGN = 1;
    static final int PROT_READ = 1;
    static final int PROT_EXEC = 4;
    static final int SIG_BLOCK = 0;
    static final int SIG_UNBLOCK = 1;
    static final int SIGTTOU = 22;
    static final int SIG_SETMASK = 2;
    static final int SIGPIPE = 13;
    static final int SIGXFSZ = 25;
    /** All signals from here on are real-time ones. */
    static final int SIGRTMIN = 34;

    static final int SIGNALS = 64;
    static final int SIGSET_BYTES = 128;
    static final int WNOHANG = 1;

    // sys/resource.h, sys/prctl.h, sys/ioctl.h
    static final int RLIMIT_NOFILE = 7;
    static final int PRIO_PROCESS = 0;
    static final int PR_SET_PDEATHSIG = 1;
    static final int PR_SET_KEEPCAPS = 8;
    static final int PR_CAPBSET_READ = 23;
    static final int PR_CAPBSET_DROP = 24;
    static final int PR_SET_CHILD_SUBREAPER = 36;
    static final int PR_SET_NO_NEW_PRIVS = 38;
    static final int PR_CAP_AMBIENT = 47;
    static final int PR_CAP_AMBIENT_RAISE = 2;
    static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
    static final int TIOCSCTTY = 0x540E;
    static final int TIOCSPGRP = 0x5410;
    static final int TIOCNOTTY = 0x5422;
    static final int TIOCGWINSZ = 0x5413;
    static final int FIONREAD = 0x541B;

    // time.h
    static final int CLOCK_REALTIME = 0;

    // termios.h: the members of its structure are their offsets
    static final int TERMIOS = 60;
    static final int C_IFLAG = 0;
    static final int C_LFLAG = 12;
    static final int C_CC = 17;
    static final int BRKINT = 02;
    static final int ISTRIP = 040;
    static final int INLCR = 0100;
    static final int IGNCR = 0200;
    static final int ICRNL = 0400;
    static final int IXON = 02000;
    static final int ISIG = 01;
    static final int ICANON = 02;
    static final int ECHO = 010;
    static final int IEXTEN = 0100000;
    static final int VTIME = 5;
    static final int VMIN = 6;
    static final int TCSADRAIN = 1;

    // sys/mount.h
    static final int MS_RDONLY = 1;
    static final int MS_NOSUID = 2;
    static final int MS_NODEV = 4;
    static final int MS_REMOUNT = 32;

    // linux/capability.h, linux/ioprio.h
    static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;
    static final int IOPRIO_WHO_PROCESS = 1;
    static final int IOPRIO_CLASS_SHIFT = 13;

    // linux/limits.h
    static final int PATH_MAX = 4096;

    // sys/syscall.h: newer calls have one number everywhere, older ones differ between x86-64 and all others of today
    static final int SYS_PIDFD_OPEN = 434;
    static final int SYS_CLOSE_RANGE = 436;
    static final int CLOSE_RANGE_CLOEXEC = 4;
    static final int SYS_RT_SIGACTION = X86_64 ? 13 : 134;
    static final int SYS_GETDENTS64 = X86_64 ? 217 : 61;
    static final int SYS_SETUID = X86_64 ? 105 : 146;
    static final int SYS_IOPRIO_SET = X86_64 ? 251 : 30;

    // waitid(2), and the places in its siginfo_t on 64-bit systems
    static final int P_ALL = 0;
    static final int WEXITED = 4;
    static final int WNOWAIT = 0x01000000;
    static final int CLD_TRAPPED = 4;
    static final int CLD_STOPPED = 5;
    static final int SIGINFO_CODE = 8;
    static final int SIGINFO_PID = 16;

    // ptrace(2)
    static final int PTRACE_CONT = 7;
    static final int PTRACE_DETACH = 17;
    static final int PTRACE_SYSCALL = 24;
    static final int PTRACE_GETREGSET = 0x4204;
    static final int PTRACE_SETREGSET = 0x4205;
    static final int PTRACE_SEIZE = 0x4206;
    static final int PTRACE_INTERRUPT = 0x4207;
    static final int PTRACE_GETSIGMASK = 0x420a;
    static final int PTRACE_SETSIGMASK = 0x420b;
    static final int PTRACE_O_TRACESYSGOOD = 1;
    static final int NT_PRSTATUS = 1;

    private LinuxNumbers() {}

    static int number(Resource resource) {
        return switch (resource) {
            case CPU -> 0;
            case FILE_SIZE -> 1;
            case DATA -> 2;
            case STACK -> 3;
            case CORE -> 4;
            case RESIDENT_SET -> 5;
            case PROCESSES -> 6;
            case DESCRIPTORS -> RLIMIT_NOFILE;
            case LOCKED_MEMORY -> 8;
            case ADDRESS_SPACE -> 9;
        };
    }

    static int number(IoClass io) {
        return switch (io) {
            case REALTIME -> 1;
            case BEST_EFFORT -> 2;
            case IDLE -> 3;
        };
    }

    /** The kernel's set, with a bit for each. */
    static long bits(Iterable<Capability> capabilities) {
        long bits = 0;
        for (Capability capability : capabilities) {
            bits |= 1L << capability.ordinal();
        }
        return bits;
    }

    static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ABRT -> 6;
            case KILL -> 9;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> SIGPIPE;
            case ALRM -> 14;
            case TERM -> 15;
            case CHLD -> 17;
            case CONT -> 18;
            case STOP -> 19;
            case TSTP -> 20;
            case WINCH -> 28;
            case PWR -> 30;
            case RTMIN_3 -> 37;
            case RTMIN_4 -> 38;
            case RTMIN_5 -> 39;
        };
    }

    /** The commands of sys/reboot.h. */
    static int number(Reboot command) {
        return switch (command) {
            case CAD_OFF -> 0;
            case CAD_ON -> 0x89ABCDEF;
            case RESTART -> 0x01234567;
            case HALT -> 0xCDEF0123;
            case POWER_OFF -> 0x4321FEDC;
        };
    }
}
