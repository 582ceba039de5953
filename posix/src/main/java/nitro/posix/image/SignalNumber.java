package nitro.posix.image;

import nitro.posix.Signal;
import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.jspecify.annotations.Nullable;

/** The platform's numbers of signals. */
@CContext(Headers.class)
final class SignalNumber {
    /** SIGRTMIN of glibc, from which container engines count; other libcs may have another. */
    private static final int GLIBC_RTMIN = 34;

    private static final Signal[] ALL = Signal.values();

    private SignalNumber() {}

    static int of(Signal signal) {
        return switch (signal) {
            case HUP -> SIGHUP();
            case INT -> SIGINT();
            case QUIT -> SIGQUIT();
            case ABRT -> SIGABRT();
            case KILL -> SIGKILL();
            case USR1 -> SIGUSR1();
            case SEGV -> SIGSEGV();
            case USR2 -> SIGUSR2();
            case PIPE -> SIGPIPE();
            case ALRM -> SIGALRM();
            case TERM -> SIGTERM();
            case CHLD -> SIGCHLD();
            case CONT -> SIGCONT();
            case STOP -> SIGSTOP();
            case TSTP -> SIGTSTP();
            case WINCH -> SIGWINCH();
            case PWR -> SIGPWR();
            case RTMIN_3 -> GLIBC_RTMIN + 3;
            case RTMIN_4 -> GLIBC_RTMIN + 4;
            case RTMIN_5 -> GLIBC_RTMIN + 5;
        };
    }

    static @Nullable Signal signal(int number) {
        for (Signal signal : ALL) {
            if (of(signal) == number) {
                return signal;
            }
        }
        return null;
    }

    @CConstant
    private static native int SIGHUP();

    @CConstant
    private static native int SIGINT();

    @CConstant
    private static native int SIGQUIT();

    @CConstant
    private static native int SIGABRT();

    @CConstant
    private static native int SIGKILL();

    @CConstant
    private static native int SIGUSR1();

    @CConstant
    private static native int SIGSEGV();

    @CConstant
    private static native int SIGUSR2();

    @CConstant
    private static native int SIGPIPE();

    @CConstant
    private static native int SIGALRM();

    @CConstant
    private static native int SIGTERM();

    @CConstant
    private static native int SIGCHLD();

    @CConstant
    private static native int SIGCONT();

    @CConstant
    private static native int SIGSTOP();

    @CConstant
    private static native int SIGTSTP();

    @CConstant
    private static native int SIGWINCH();

    @CConstant
    private static native int SIGPWR();
}
