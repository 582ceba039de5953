package nitro.posix.image;

import nitro.posix.ErrnoException;
import nitro.posix.Paths;
import org.graalvm.nativeimage.c.type.CCharPointer;

/** {@link Paths}, in the image. */
final class ImagePaths implements Paths {
    private final Scratch scratch;

    ImagePaths(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public String realpath(String path) throws ErrnoException {
        int size = FileCalls.PATH_MAX();
        scratch.begin(Scratch.size(path) + Scratch.size(size));
        CCharPointer from = scratch.string(path);
        CCharPointer into = scratch.take(size);
        ErrnoNumber.check(FileCalls.realpath(from, into).isNull() ? -1 : 0, "realpath", path);
        return Bytes.string(into);
    }

    @Override
    public void mkdir(String path, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.mkdir(scratch.path(path), mode), "mkdir", path);
    }

    @Override
    public void symlink(String target, String path) throws ErrnoException {
        scratch.begin(Scratch.size(target) + Scratch.size(path));
        ErrnoNumber.check(FileCalls.symlink(scratch.string(target), scratch.string(path)), "symlink", path);
    }

    @Override
    public void chmod(String path, int mode) throws ErrnoException {
        ErrnoNumber.check(FileCalls.chmod(scratch.path(path), mode), "chmod", path);
    }

    @Override
    public void chdir(String path) throws ErrnoException {
        ErrnoNumber.check(FileCalls.chdir(scratch.path(path)), "chdir", path);
    }

    @Override
    public int umask(int mask) {
        return FileCalls.umask(mask);
    }

    @Override
    public void rename(String from, String to) throws ErrnoException {
        scratch.begin(Scratch.size(from) + Scratch.size(to));
        ErrnoNumber.check(StreamCalls.rename(scratch.string(from), scratch.string(to)), "rename", from);
    }
}
