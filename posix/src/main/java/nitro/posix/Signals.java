package nitro.posix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals that we send, and those that we are sent. */
public interface Signals {
    /**
     * kill(2).
     *
     * @param pid a process; negative: a process group; -1: all; 0: our own process group
     * @param signal the platform's number, 0 to ask only
     * @return 0 or the code of an {@link Errno}
     */
    int kill(int pid, int signal);

    /**
     * From now on these signals do nothing but make a descriptor readable; also if they were ignored at exec.
     * SIGPIPE and SIGXFSZ are ignored from then on: a write fails instead. To be called once, before the first {@link Processes#spawn}.
     */
    int signalDescriptor(List<Signal> signals) throws ErrnoException;

    /**
     * From now on no signal but those of {@link #signalDescriptor} does anything, except KILL, STOP and those of a crash.
     * Programs that are started have them at their default.
     */
    void ignoreOtherSignals();

    /**
     * Stops this process until it gets CONT, as TSTP does by default, also if we take that from a descriptor. Returns at once
     * if nobody could continue it: in an orphaned process group (setpgid(2)).
     */
    void stopHere();

    /** Whether a signal is ignored, as it may have been when we were executed. */
    boolean isIgnored(Signal signal);

    /** Takes a signal that arrived from the descriptor of {@link #signalDescriptor}; null if there is none left. */
    @Nullable
    Signal nextSignal(int fd);

    /** Passes each call on to the part that {@link #signals} has. */
    interface Forwarding extends Signals {
        Signals signals();

        @Override
        default int kill(int pid, int signal) {
            return signals().kill(pid, signal);
        }

        @Override
        default int signalDescriptor(List<Signal> signals) throws ErrnoException {
            return signals().signalDescriptor(signals);
        }

        @Override
        default void ignoreOtherSignals() {
            signals().ignoreOtherSignals();
        }

        @Override
        default void stopHere() {
            signals().stopHere();
        }

        @Override
        default boolean isIgnored(Signal signal) {
            return signals().isIgnored(signal);
        }

        @Override
        default @Nullable Signal nextSignal(int fd) {
            return signals().nextSignal(fd);
        }
    }
}
