package nitro.proc;

import java.nio.charset.StandardCharsets;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileView;

/** A line of /proc/PID/stat (proc(5)). The name in it may contain any bytes, so fields are counted from its last bracket. */
public final class ProcessStat {
    static final int GROUP = 2;
    static final int SESSION = 3;
    static final int TERMINAL = 4;
    static final int FOREGROUND_GROUP = 5;
    static final int USER_TIME = 11;
    static final int SYSTEM_TIME = 12;
    static final int CHILDREN_USER_TIME = 13;
    static final int CHILDREN_SYSTEM_TIME = 14;
    static final int THREADS = 17;
    static final int START = 19;
    static final int RESIDENT = 21;
    private static final int PARENT = 1;

    private static final int LONGEST_BYTES = 1024;

    private final String line;
    /** Where the name ends. */
    private final int end;

    private ProcessStat(String line) {
        this.line = line;
        this.end = line.lastIndexOf(')');
    }

    /** @param process a pid, or {@code self} */
    static ProcessStat of(String process, FileView files) throws ErrnoException {
        byte[] line = files.head("/proc/" + process + "/stat", LONGEST_BYTES);
        return new ProcessStat(new String(line, StandardCharsets.ISO_8859_1));
    }

    /** The parent of a process. */
    public static int parent(int pid, FileView files) throws ErrnoException {
        return (int) of(Integer.toString(pid), files).number(PARENT);
    }

    /** Whether the process has ended, and is not reaped or not even there; false if that cannot be told. */
    public static boolean hasEnded(int pid, FileView files) {
        try {
            ProcessStat stat = of(Integer.toString(pid), files);
            int state = stat.end + 2;
            return state < stat.line.length() && "ZXx".indexOf(stat.line.charAt(state)) >= 0;
        } catch (ErrnoException e) {
            return e.errno() == Errno.ENOENT || e.errno() == Errno.ESRCH;
        }
    }

    /** The name as the kernel has it, cut after 15 bytes. */
    String name() {
        return end < 0 ? "" : line.substring(line.indexOf('(') + 1, end);
    }

    int parent() {
        return (int) number(PARENT);
    }

    /** A field by its position behind the name, 0 if the kernel does not list it. */
    long number(int field) {
        int begin = end + 2;
        for (int i = 0; i < field; i++) {
            int space = line.indexOf(' ', begin);
            if (space < 0) {
                return 0;
            }
            begin = space + 1;
        }
        long number = 0;
        boolean negative = begin < line.length() && line.charAt(begin) == '-';
        for (int i = negative ? begin + 1 : begin; i < line.length() && isDigit(line.charAt(i)); i++) {
            number = 10 * number + line.charAt(i) - '0';
        }
        return negative ? -number : number;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
