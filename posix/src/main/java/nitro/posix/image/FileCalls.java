package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.AllowWideningCast;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CFieldAddress;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.graalvm.word.PointerBase;

/** The C library's calls on files, their structures and constants; those that may wait let the runtime go on. */
@CContext(Headers.class)
final class FileCalls {
    private FileCalls() {}

    @CFunction(transition = Transition.TO_NATIVE)
    static native int open(CCharPointer path, int flags, int mode);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int close(int fd);

    @CFunction(transition = Transition.TO_NATIVE)
    static native long read(int fd, PointerBase buffer, long size);

    @CFunction(transition = Transition.TO_NATIVE)
    static native long pread(int fd, PointerBase buffer, long size, long position);

    @CFunction(transition = Transition.TO_NATIVE)
    static native long write(int fd, PointerBase buffer, long size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int pipe2(CIntPointer ends, int flags);

    @CFunction(transition = Transition.TO_NATIVE)
    static native long splice(int from, CLongPointer atFrom, int to, CLongPointer atTo, long size, int flags);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int dup2(int fd, int target);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int fcntl(int fd, int command, int argument);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int isatty(int fd);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int stat(CCharPointer path, Stat into);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int lstat(CCharPointer path, Stat into);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int fstat(int fd, Stat into);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long readlink(CCharPointer path, CCharPointer into, long size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native CCharPointer realpath(CCharPointer path, CCharPointer into);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native CCharPointer getcwd(CCharPointer into, long size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getdents(int fd, PointerBase entries, long size);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int mkdir(CCharPointer path, int mode);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int symlink(CCharPointer target, CCharPointer path);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int unlink(CCharPointer path);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int chmod(CCharPointer path, int mode);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int fchmod(int fd, int mode);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int chdir(CCharPointer path);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int umask(int mask);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setfsuid(int uid);

    @CStruct("struct stat")
    interface Stat extends PointerBase {
        @CField("st_mode")
        int mode();

        @CField("st_dev")
        long device();

        @CField("st_ino")
        long inode();

        @CField("st_size")
        long size();

        @CField("st_uid")
        int uid();

        @CField("st_gid")
        int gid();
    }

    @CStruct("struct dirent")
    interface Entry extends PointerBase {
        @CField("d_reclen")
        @AllowWideningCast
        int length();

        @CFieldAddress("d_name")
        CCharPointer name();
    }

    @CConstant
    static native int PATH_MAX();

    @CConstant
    static native int O_RDONLY();

    @CConstant
    static native int O_WRONLY();

    @CConstant
    static native int O_RDWR();

    @CConstant
    static native int O_APPEND();

    @CConstant
    static native int O_CREAT();

    @CConstant
    static native int O_TRUNC();

    @CConstant
    static native int O_NONBLOCK();

    @CConstant
    static native int O_NOCTTY();

    @CConstant
    static native int O_NOFOLLOW();

    @CConstant
    static native int O_CLOEXEC();

    @CConstant
    static native int O_DIRECTORY();

    @CConstant
    static native int F_GETFD();

    @CConstant
    static native int F_SETFD();

    @CConstant
    static native int F_SETFL();

    @CConstant
    static native int S_IFMT();

    @CConstant
    static native int S_IFREG();

    @CConstant
    static native int S_IFDIR();

    @CConstant
    static native int S_IFLNK();

    @CConstant
    static native int S_IFSOCK();

    @CConstant
    static native int S_IFIFO();

    @CConstant
    static native int S_IFCHR();

    @CConstant
    static native int S_IFBLK();
}
