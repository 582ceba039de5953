package nitro.posix;

/** How a process ended, decoded from the raw status of wait(2) in the layout that Linux and the BSDs share. */
public record WaitStatus(int raw) {
    public boolean exited() {
        return signal() == 0;
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
