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
import org.graalvm.word.PointerBase;

/** The C library's calls on processes and signals, and ours in {@code src/main/c}, which return the negative errno. */
@CContext(Headers.class)
final class ProcessCalls {
    private ProcessCalls() {}

    @CFunction(value = "nitro_arguments", transition = Transition.NO_TRANSITION)
    static native CCharPointerPointer arguments();

    @CFunction(value = "nitro_environment", transition = Transition.NO_TRANSITION)
    static native CCharPointerPointer environment();

    @CFunction(value = "nitro_restore_limit", transition = Transition.NO_TRANSITION)
    static native void restoreLimit();

    @CFunction(value = "nitro_release_signals", transition = Transition.NO_TRANSITION)
    static native void releaseSignals();

    @CFunction(value = "nitro_stop_here", transition = Transition.TO_NATIVE)
    static native void stopHere();

    @CFunction(value = "nitro_take_signals", transition = Transition.NO_TRANSITION)
    static native int takeSignals(CIntPointer signals, int count);

    @CFunction(value = "nitro_block_signals", transition = Transition.NO_TRANSITION)
    static native void blockSignals();

    @CFunction(value = "nitro_watch_signals", transition = Transition.NO_TRANSITION)
    static native int watchSignals(CIntPointer signals, int count);

    @CFunction(value = "nitro_unwatch_signals", transition = Transition.NO_TRANSITION)
    static native void unwatchSignals();

    @CFunction(value = "nitro_ignore", transition = Transition.NO_TRANSITION)
    static native void ignore(int signal);

    @CFunction(value = "nitro_ignores", transition = Transition.NO_TRANSITION)
    static native int isIgnored(int signal);

    @CFunction(value = "nitro_pidfd", transition = Transition.NO_TRANSITION)
    static native int processDescriptor(int pid);

    @CFunction(value = "nitro_on_crash", transition = Transition.NO_TRANSITION)
    static native void onCrash(
            CCharPointer directory, CCharPointer path, CCharPointerPointer argv, CCharPointerPointer environment);

    @CFunction(value = "nitro_may_exit", transition = Transition.NO_TRANSITION)
    static native void mayExit();

    @CFunction(value = "nitro_trim", transition = Transition.NO_TRANSITION)
    static native void trim(int endless);

    @CFunction(value = "nitro_exec", transition = Transition.NO_TRANSITION)
    static native int exec(CCharPointer path, CCharPointerPointer argv, CCharPointerPointer environment);

    @CFunction(value = "nitro_spawn", transition = Transition.NO_TRANSITION)
    static native int spawn(
            CCharPointer path,
            CCharPointerPointer argv,
            CCharPointerPointer environment,
            CCharPointer directory,
            CIntPointer duplicates,
            int count,
            int leads,
            long descriptors);

    @CFunction(value = "nitro_set_foreground_group", transition = Transition.NO_TRANSITION)
    static native int setForegroundGroup(int fd, int group);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getpid();

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getuid();

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getgid();

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int waitpid(int pid, CIntPointer status, int options);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int waitid(int kind, int id, ChildInformation into, int options);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int kill(int pid, int signal);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setsid();

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int ioctl(int fd, long request, long argument);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int prctl(int option, long a, long b, long c, long d);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int getrlimit(int resource, Limit limit);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native int setrlimit(int resource, Limit limit);

    @CFunction(transition = Transition.NO_TRANSITION)
    static native long getauxval(long type);

    @CStruct("struct rlimit")
    interface Limit extends PointerBase {
        @CField("rlim_cur")
        long soft();

        @CField("rlim_cur")
        void soft(long value);

        @CField("rlim_max")
        long hard();
    }

    @CStruct("struct signalfd_siginfo")
    interface SignalInfo extends PointerBase {
        @CField("ssi_signo")
        int number();
    }

    @CStruct("siginfo_t")
    interface ChildInformation extends PointerBase {
        @CField("si_code")
        int code();

        @CField("si_pid")
        int pid();

        @CField("si_pid")
        void pid(int value);
    }

    @CConstant
    static native int WNOHANG();

    @CConstant
    static native int P_ALL();

    @CConstant
    static native int WEXITED();

    @CConstant
    static native int WNOWAIT();

    @CConstant
    static native int CLD_TRAPPED();

    @CConstant
    static native int CLD_STOPPED();

    @CConstant
    static native int RLIMIT_NOFILE();

    @CConstant
    static native int PR_SET_CHILD_SUBREAPER();

    @CConstant
    static native long TIOCSCTTY();

    @CConstant
    static native long TIOCNOTTY();

    @CConstant
    static native long AT_EXECFN();
}
