package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import nitro.posix.ErrnoException;
import nitro.posix.Mailbox;
import nitro.posix.Posix;

/**
 * {@link Posix} on the JVM: libc's functions through jnr-ffi, on Linux with glibc or musl.
 *
 * <p>The superclasses hold a part of the interface each. {@code System.getenv} is called nowhere: its first call takes
 * SIGCHLD away.
 */
public final class JvmPosix extends JvmTerminals implements Posix {
    @Override
    public long now() {
        return System.nanoTime() / 1_000_000; // CLOCK_MONOTONIC, in HotSpot as in all that know suspend
    }

    @Override
    public Mailbox bindMailbox(String path) throws ErrnoException {
        return new JvmMailbox(this, path);
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
