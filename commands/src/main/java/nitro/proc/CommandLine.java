package nitro.proc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import nitro.posix.ErrnoException;
import nitro.posix.FileView;

/**
 * The name and the arguments of a process.
 *
 * @param name the last part of its first word or, where it has no words, what the kernel calls it; {@code unknown} if that
 *     is not known either
 * @param words its arguments from argument 0, a blank between two; empty if it has none
 */
public record CommandLine(String name, String words) {
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST_BYTES = 1 << 16;

    /** As /proc shows it now; a process that has ended has no words. */
    public static CommandLine of(FileView files, int pid) {
        return of(read(files, pid), kernelName(files, pid));
    }

    /**
     * @param commandLine the content of /proc/PID/cmdline
     * @param kernelName the name that the kernel has for the process, empty if that is not known
     */
    static CommandLine of(String commandLine, String kernelName) {
        int end = commandLine.length();
        while (end > 0 && (commandLine.charAt(end - 1) == '\0' || commandLine.charAt(end - 1) == ' ')) {
            end--;
        }
        String words = commandLine.substring(0, end).replace('\0', ' ');
        int blank = words.indexOf(' ');
        String first = blank < 0 ? words : words.substring(0, blank);
        String name = first.substring(first.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            name = kernelName.isEmpty() ? UNKNOWN : kernelName;
        }
        return new CommandLine(name, words);
    }

    private static String read(FileView files, int pid) {
        try {
            return new String(files.head("/proc/" + pid + "/cmdline", LONGEST_BYTES), ISO_8859_1);
        } catch (ErrnoException e) {
            return "";
        }
    }

    private static String kernelName(FileView files, int pid) {
        try {
            return ProcessStat.of(Integer.toString(pid), files).name();
        } catch (ErrnoException e) {
            return "";
        }
    }
}
