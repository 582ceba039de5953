package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.MS_NODEV;
import static nitro.posix.jvm.LinuxNumbers.MS_NOSUID;
import static nitro.posix.jvm.LinuxNumbers.MS_RDONLY;
import static nitro.posix.jvm.LinuxNumbers.MS_REMOUNT;

import nitro.posix.ErrnoException;
import nitro.posix.Machine;

/** {@link Machine} by libc. */
final class JvmMachine implements Machine {
    private final Native os;

    JvmMachine(Native os) {
        this.os = os;
    }

    @Override
    public void reboot(Reboot command) throws ErrnoException {
        os.check(os.libc.reboot(LinuxNumbers.number(command)), "reboot", "");
    }

    @Override
    public void sync() {
        os.libc.sync();
    }

    @Override
    public void mount(String source, String target, String type, boolean nodev, String options) throws ErrnoException {
        int flags = MS_NOSUID | (nodev ? MS_NODEV : 0);
        int outcome = os.libc.mount(
                Bytes.terminated(source),
                Bytes.terminated(target),
                Bytes.terminated(type),
                flags,
                Bytes.terminated(options));
        os.check(outcome, "mount", target);
    }

    @Override
    public void remountRootReadOnly() throws ErrnoException {
        byte[] none = Bytes.terminated("");
        int outcome = os.libc.mount(none, Bytes.terminated("/"), none, MS_REMOUNT | MS_RDONLY, none);
        os.check(outcome, "mount", "/");
    }
}
