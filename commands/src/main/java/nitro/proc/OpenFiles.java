package nitro.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;
import org.jspecify.annotations.Nullable;

/** The open descriptors of a process, as /proc/PID/fd and fdinfo show them. */
public final class OpenFiles {
    private static final int INFO_BYTES = 512;

    // fcntl.h of every machine that we know
    private static final int ACCESS_MODE = 3;
    private static final int CLOSE_ON_EXEC = 02000000;

    /**
     * An open descriptor.
     *
     * @param file what it is open on
     * @param writable whether it is open for writing
     */
    public record Descriptor(int number, FileStatus file, boolean writable, boolean closedOnExec) {}

    private OpenFiles() {}

    /** All descriptors of a process, in order. */
    public static List<Descriptor> of(FileView files, int pid) throws ErrnoException {
        List<Descriptor> open = new ArrayList<>();
        for (String name : files.list("/proc/" + pid + "/fd")) {
            Descriptor descriptor = of(files, pid, Integer.parseInt(name));
            if (descriptor != null) {
                open.add(descriptor);
            }
        }
        open.sort((one, other) -> Integer.compare(one.number, other.number));
        return open;
    }

    private static @Nullable Descriptor of(FileView files, int pid, int number) {
        try {
            FileStatus file = files.stat("/proc/" + pid + "/fd/" + number);
            String info = new String(files.head("/proc/" + pid + "/fdinfo/" + number, INFO_BYTES), ISO_8859_1);
            int flags = flags(info);
            return new Descriptor(number, file, (flags & ACCESS_MODE) != 0, (flags & CLOSE_ON_EXEC) != 0);
        } catch (ErrnoException e) {
            return null; // it was closed meanwhile
        }
    }

    static int flags(String info) {
        for (String line : info.split("\n", -1)) {
            if (line.startsWith("flags:")) {
                return Integer.parseInt(line.substring("flags:".length()).strip(), 8);
            }
        }
        return 0;
    }
}
