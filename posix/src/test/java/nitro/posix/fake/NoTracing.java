package nitro.posix.fake;

import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Tracing;

/** A system in which no process may be traced, as many containers are. */
final class NoTracing implements Tracing {
    private static ErrnoException refused(int pid) {
        return new ErrnoException("ptrace", Integer.toString(pid), Errno.EPERM);
    }

    @Override
    public void seize(int pid) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public void interrupt(int pid) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public int registers(int pid, byte[] into) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public void setRegisters(int pid, byte[] registers, int size) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public long blockedSignals(int pid) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public void blockSignals(int pid, long mask) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public void resume(int pid, Until until, int signal) throws ErrnoException {
        throw refused(pid);
    }

    @Override
    public Errno error(int number) {
        return Errno.EUNKNOWN;
    }

    @Override
    public void release(int pid, int signal) throws ErrnoException {
        throw refused(pid);
    }
}
