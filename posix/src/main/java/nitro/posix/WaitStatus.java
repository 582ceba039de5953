package nitro.posix;

/** How a process ended, decoded from the raw status of wait(2) in the layout that Linux and the BSDs share. */
public record WaitStatus(int raw) {
    /** What {@link #stopSignal} has besides SIGTRAP at a system call. */
    public static final int AT_SYSTEM_CALL = 0x80;

    private static final int STOPPED = 0x7f;
    private static final int EVENT_STOP = 128;

    public boolean exited() {
        return signal() == 0;
    }

    /** Whether it has not ended but stopped, which is told of processes that we trace. */
    public boolean stopped() {
        return (raw & 0xff) == STOPPED;
    }

    /** The signal that it stopped for; with {@link #AT_SYSTEM_CALL} if it is at the entry or end of a system call. */
    public int stopSignal() {
        return raw >> 8 & 0xff;
    }

    /** Whether it stopped for no signal but for an event: it was interrupted, or its group is stopped. */
    public boolean stoppedByEvent() {
        return raw >> 16 == EVENT_STOP;
    }

    /** The exit status, 0 to 255; meaningful if it {@link #exited()}. */
    public int exitStatus() {
        return raw >> 8 & 0xff;
    }

    /** The signal that ended it, 0 if it exited. */
    public int signal() {
        return raw & 0x7f;
    }

    /** The raw status of a process that exited with {@code status}. */
    public static WaitStatus ofExit(int status) {
        return new WaitStatus((status & 0xff) << 8);
    }

    /** The raw status of a process that {@code signal} ended. */
    public static WaitStatus ofSignal(int signal) {
        return new WaitStatus(signal & 0x7f);
    }
}
