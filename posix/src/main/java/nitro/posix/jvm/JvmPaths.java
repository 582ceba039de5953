package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.PATH_MAX;

import jnr.ffi.Pointer;
import nitro.posix.ErrnoException;
import nitro.posix.Paths;

/** {@link Paths} by libc. */
final class JvmPaths implements Paths {
    private final Native os;

    JvmPaths(Native os) {
        this.os = os;
    }

    @Override
    public String realpath(String path) throws ErrnoException {
        Pointer memory = os.data.atLeast(PATH_MAX);
        if (os.libc.realpath(Bytes.terminated(path), memory.address()) == 0) {
            throw new ErrnoException("realpath", path, os.errno());
        }
        return Bytes.getTerminated(memory, 0, PATH_MAX);
    }

    @Override
    public void mkdir(String path, int mode) throws ErrnoException {
        os.check(os.libc.mkdir(Bytes.terminated(path), mode), "mkdir", path);
    }

    @Override
    public void symlink(String target, String path) throws ErrnoException {
        os.check(os.libc.symlink(Bytes.terminated(target), Bytes.terminated(path)), "symlink", path);
    }

    @Override
    public void chmod(String path, int mode) throws ErrnoException {
        os.check(os.libc.chmod(Bytes.terminated(path), mode), "chmod", path);
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        os.check(os.libc.chdir(Bytes.terminated(path)), "chdir", path);
    }

    @Override
    public int umask(int mask) {
        return os.libc.umask(mask);
    }

    @Override
    public void rename(String from, String to) throws ErrnoException {
        os.check(os.libc.rename(Bytes.terminated(from), Bytes.terminated(to)), "rename", from);
    }
}
