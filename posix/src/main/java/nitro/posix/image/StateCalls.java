package nitro.posix.image;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.struct.CField;
import org.graalvm.nativeimage.c.struct.CStruct;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.graalvm.word.PointerBase;

/** The C library's calls on a process's own state, and ours in {@code src/main/c}, which return the negative errno. */
@CContext(Headers.class)
final class StateCalls {
    private StateCalls() {}

    @CFunction(value = "nitro_bound_capabilities", transition = Transition.NO_TRANSITION)
    static native int boundCapabilities(long kept);

    @CFunction(value = "nitro_set_capabilities", transition = Transition.NO_TRANSITION)
    static native int setCapabilities(long set);

    @CFunction(value = "nitro_set_io_priority", transition = Transition.NO_TRANSITION)
    static native int setIoPriority(int to, int level);

    @CFunction(value = "nitro_given_limit", transition = Transition.NO_TRANSITION)
    static native int givenLimit(int resource, ProcessCalls.Limit limit);

    @CFunction(value = "nitro_chain", transition = Transition.NO_TRANSITION)
    static native int chain(
            CCharPointer path,
            CCharPointerPointer argv,
            CCharPointerPointer environment,
            CLongPointer limits,
            int count);

    @CFunction(transition = Transition.TO_NATIVE)
    static native User getpwnam(CCharPointer name);

    @CFunction(transition = Transition.TO_NATIVE)
    static native Group getgrnam(CCharPointer name);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getppid();

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setgroups(long count, CIntPointer gids);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setgid(int gid);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setuid(int uid);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int chroot(CCharPointer path);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getpriority(int which, int who);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setpriority(int which, int who, int priority);

    @CFunction(value = "sched_setaffinity", transition = Transition.NO_TRANSITION)
    static native int setAffinity(int pid, long size, CCharPointer processors);

    @CFunction(transition = Transition.TO_NATIVE)
    static native int flock(int fd, int operation);

    @CStruct("struct passwd")
    interface User extends PointerBase {
        @CField("pw_uid")
        int uid();

        @CField("pw_gid")
        int gid();
    }

    @CStruct("struct group")
    interface Group extends PointerBase {
        @CField("gr_gid")
        int gid();
    }

    @CConstant
    static native int PRIO_PROCESS();

    @CConstant
    static native int LOCK_EX();

    @CConstant
    static native int LOCK_NB();

    @CConstant
    static native int PR_SET_KEEPCAPS();

    @CConstant
    static native int PR_SET_NO_NEW_PRIVS();

    @CConstant
    static native int PR_SET_PDEATHSIG();

    @CConstant
    static native int RLIMIT_AS();

    @CConstant
    static native int RLIMIT_CORE();

    @CConstant
    static native int RLIMIT_CPU();

    @CConstant
    static native int RLIMIT_DATA();

    @CConstant
    static native int RLIMIT_FSIZE();

    @CConstant
    static native int RLIMIT_MEMLOCK();

    @CConstant
    static native int RLIMIT_NPROC();

    @CConstant
    static native int RLIMIT_RSS();

    @CConstant
    static native int RLIMIT_STACK();
}
