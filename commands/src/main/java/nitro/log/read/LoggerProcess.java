package nitro.log.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/** A running logger, seen through /proc: what it was told to keep its log in. */
public final class LoggerProcess {
    private static final Set<String> LOGGERS = Set.of("nitro-log", "svlogd", "multilog", "s6-log", "tinylog");
    private static final int LONGEST_LINE = 1 << 17;

    private LoggerProcess() {}

    /**
     * The directories that a logger was given as arguments, absolute: those words that name a directory with a log in it,
     * seen from where the process is. So it does not matter what options it has.
     *
     * @param any whether it may be another program than the loggers whose names we know
     * @return none if it is none, or has no directory
     * @throws ErrnoException if we may not see where the process is, or it is gone
     */
    public static List<String> directories(int pid, boolean any, Posix posix) throws ErrnoException {
        List<String> words =
                List.of(new String(posix.head("/proc/" + pid + "/cmdline", LONGEST_LINE), ISO_8859_1).split("\0"));
        int program = program(words);
        if (program < 0 && !any) {
            return List.of();
        }
        String from = posix.readlink("/proc/" + pid + "/cwd");
        List<String> directories = new ArrayList<>();
        for (String word : words.subList(Math.max(program, 0) + 1, words.size())) {
            String path = word.startsWith("/") ? word : from + "/" + word;
            if (!word.startsWith("-") && !word.isEmpty() && LogLocation.isDirectoryOfLog(path, posix)) {
                directories.add(path);
            }
        }
        return directories;
    }

    /** Which word names a logger: not the first under Java, or where nitro's binary takes the command's name. */
    private static int program(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (LOGGERS.contains(words.get(i).substring(words.get(i).lastIndexOf('/') + 1))) {
                return i;
            }
        }
        return -1;
    }
}
