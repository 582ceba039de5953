package nitro.posix.jvm;

import nitro.posix.Errno;

/** The numbers of errno on Linux, which all but its oldest architectures share (errno.h). */
final class Errnos {
    static final int EINTR = 4;

    private Errnos() {}

    static Errno of(int number) {
        return switch (number) {
            case 1 -> Errno.EPERM;
            case 2 -> Errno.ENOENT;
            case 3 -> Errno.ESRCH;
            case EINTR -> Errno.EINTR;
            case 5 -> Errno.EIO;
            case 6 -> Errno.ENXIO;
            case 7 -> Errno.E2BIG;
            case 8 -> Errno.ENOEXEC;
            case 9 -> Errno.EBADF;
            case 10 -> Errno.ECHILD;
            case 11 -> Errno.EAGAIN;
            case 12 -> Errno.ENOMEM;
            case 13 -> Errno.EACCES;
            case 14 -> Errno.EFAULT;
            case 16 -> Errno.EBUSY;
            case 17 -> Errno.EEXIST;
            case 18 -> Errno.EXDEV;
            case 19 -> Errno.ENODEV;
            case 20 -> Errno.ENOTDIR;
            case 21 -> Errno.EISDIR;
            case 22 -> Errno.EINVAL;
            case 23 -> Errno.ENFILE;
            case 24 -> Errno.EMFILE;
            case 25 -> Errno.ENOTTY;
            case 26 -> Errno.ETXTBSY;
            case 27 -> Errno.EFBIG;
            case 28 -> Errno.ENOSPC;
            case 29 -> Errno.ESPIPE;
            case 30 -> Errno.EROFS;
            case 32 -> Errno.EPIPE;
            case 34 -> Errno.ERANGE;
            case 35 -> Errno.EDEADLK;
            case 36 -> Errno.ENAMETOOLONG;
            case 38 -> Errno.ENOSYS;
            case 39 -> Errno.ENOTEMPTY;
            case 40 -> Errno.ELOOP;
            case 61 -> Errno.ENODATA;
            case 75 -> Errno.EOVERFLOW;
            case 80 -> Errno.ELIBBAD;
            case 88 -> Errno.ENOTSOCK;
            case 89 -> Errno.EDESTADDRREQ;
            case 90 -> Errno.EMSGSIZE;
            case 91 -> Errno.EPROTOTYPE;
            case 95 -> Errno.EOPNOTSUPP;
            case 97 -> Errno.EAFNOSUPPORT;
            case 98 -> Errno.EADDRINUSE;
            case 99 -> Errno.EADDRNOTAVAIL;
            case 100 -> Errno.ENETDOWN;
            case 101 -> Errno.ENETUNREACH;
            case 104 -> Errno.ECONNRESET;
            case 105 -> Errno.ENOBUFS;
            case 107 -> Errno.ENOTCONN;
            case 110 -> Errno.ETIMEDOUT;
            case 111 -> Errno.ECONNREFUSED;
            case 113 -> Errno.EHOSTUNREACH;
            case 115 -> Errno.EINPROGRESS;
            case 116 -> Errno.ESTALE;
            case 122 -> Errno.EDQUOT;
            default -> Errno.EUNKNOWN;
        };
    }
}
