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

    /** Passes each call on to the part that {@link #machine} has. */
    interface Forwarding extends Machine {
        Machine machine();

        @Override
        default void reboot(Reboot command) throws ErrnoException {
            machine().reboot(command);
        }

        @Override
        default void sync() {
            machine().sync();
        }

        @Override
        default void mount(String source, String target, String type, boolean nodev, String options)
                throws ErrnoException {
            machine().mount(source, target, type, nodev, options);
        }

        @Override
        default void remountRootReadOnly() throws ErrnoException {
            machine().remountRootReadOnly();
        }
    }
}
