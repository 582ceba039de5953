package nitro.posix.jvm;

import static nitro.posix.jvm.LinuxNumbers.*;

import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;

/**
 * Tells the descriptors that the JVM opened for itself from those that the process was given, as no flag does: what was
 * open at first is the JVM's if it is one of its modules or jars, and what came later always is, but for what is kept.
 */
final class OwnDescriptors {
    private static final String DIRECTORY = "/proc/self/fd";

    /** Descriptors of a JVM are few and have the lowest numbers that were free. */
    private static final int MOST = 1024;

    private final Native os;
    private final FileStatusReader reader;
    private final List<FileStatus> own;
    private final Set<String> others;

    /**
     * Looks which files they are; to be made before the root or the working directory changes.
     *
     * @param atFirst what {@link #open} said early
     */
    OwnDescriptors(Native os, List<String> atFirst) {
        this.os = os;
        reader = new FileStatusReader(os);
        own = ownFiles();
        others = new HashSet<>(atFirst);
    }

    /**
     * The descriptors that are open now; where there is no /proc, those that may be. Call it before JNR is loaded,
     * which opens more.
     */
    static List<String> open() {
        String[] names = new File(DIRECTORY).list();
        return names == null
                ? IntStream.range(0, MOST).mapToObj(Integer::toString).toList()
                // all but that by which it was read
                : Stream.of(names)
                        .filter(name -> new File(DIRECTORY, name).exists())
                        .toList();
    }

    /** It is not the JVM's, though it was opened since. */
    void keep(int fd) {
        others.add(Integer.toString(fd));
    }

    /** All that are the JVM's are closed by the next exec. */
    void closeOnExec() {
        for (int fd = 3; fd < MOST; fd++) {
            try {
                FileStatus status = reader.read(fd);
                if (own.stream().anyMatch(status::sameFile) || !others.contains(Integer.toString(fd))) {
                    os.libc.fcntl(fd, F_SETFD, FD_CLOEXEC);
                }
            } catch (ErrnoException _) {
                // not open
            }
        }
    }

    private List<FileStatus> ownFiles() {
        List<String> paths =
                new ArrayList<>(List.of(System.getProperty("java.class.path").split(":")));
        paths.add(System.getProperty("java.home") + "/lib/modules");
        List<FileStatus> found = new ArrayList<>();
        for (String path : paths) {
            try {
                found.add(reader.read("stat", path, 0));
            } catch (ErrnoException _) {
                // a class path may name what is not there
            }
        }
        return found;
    }
}
