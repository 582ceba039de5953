package nitro.posix;

/** Calls of pid 1 and of halt, which concern the machine as a whole. */
public interface Machine {
    /** The commands of reboot(2) that we give. */
    enum Reboot {
        /** Ctrl-Alt-Del is sent to pid 1 as SIGINT. */
        CAD_OFF,
        /** Ctrl-Alt-Del reboots at once. */
        CAD_ON,
        RESTART,
        HALT,
        POWER_OFF
    }

    /** reboot(2); EINVAL or EPERM for CAD_OFF means that we are in a container. */
    void reboot(Reboot command) throws ErrnoException;

    /** sync(2). */
    void sync();

    /** mount(2) with nosuid and, if {@code nodev}, nodev. */
    void mount(String source, String target, String type, boolean nodev, String options) throws ErrnoException;

    /** Mounts / read-only again. */
    void remountRootReadOnly() throws ErrnoException;
}
