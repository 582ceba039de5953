package nitro.posix;

/** Calls that name files by their paths and change something; {@link FileView} looks, {@link Files} opens. */
public interface Paths {
    /** An absolute path without links, dots and double slashes: realpath(3). */
    String realpath(String path) throws ErrnoException;

    void mkdir(String path, int mode) throws ErrnoException;

    void symlink(String target, String path) throws ErrnoException;

    void rename(String from, String to) throws ErrnoException;

    void chmod(String path, int mode) throws ErrnoException;

    void chdir(String path) throws ErrnoException;

    /** umask(2); returns the one before. */
    int umask(int mask);

    /** Passes each call on to the part that {@link #paths} has. */
    interface Forwarding extends Paths {
        Paths paths();

        @Override
        default String realpath(String path) throws ErrnoException {
            return paths().realpath(path);
        }

        @Override
        default void mkdir(String path, int mode) throws ErrnoException {
            paths().mkdir(path, mode);
        }

        @Override
        default void symlink(String target, String path) throws ErrnoException {
            paths().symlink(target, path);
        }

        @Override
        default void rename(String from, String to) throws ErrnoException {
            paths().rename(from, to);
        }

        @Override
        default void chmod(String path, int mode) throws ErrnoException {
            paths().chmod(path, mode);
        }

        @Override
        default void chdir(String path) throws ErrnoException {
            paths().chdir(path);
        }

        @Override
        default int umask(int mask) {
            return paths().umask(mask);
        }
    }
}
