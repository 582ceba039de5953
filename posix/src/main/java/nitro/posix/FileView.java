package nitro.posix;

import java.util.List;

/** Files and directories, for those who only look at them. */
public interface FileView {
    /** stat(2), links followed. */
    FileStatus stat(String path) throws ErrnoException;

    /** lstat(2): a symlink itself. */
    FileStatus lstat(String path) throws ErrnoException;

    /** The names in a directory but {@code .} and {@code ..}, in no order. */
    List<String> list(String path) throws ErrnoException;

    /** readlink(2), never cut short. */
    String readlink(String path) throws ErrnoException;

    /** The first bytes of a file, at most {@code limit}; a FIFO or device is not waited for. */
    byte[] head(String path, int limit) throws ErrnoException;
}
