package nitro.proc;

import java.nio.charset.StandardCharsets;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;

/** Whether the terminal is ours at present, or that of a shell which has put us into the background: proc(5), tpgid. */
public final class Foreground {
    private static final int LONGEST = 1024;

    /** Of the fields behind the name in /proc/PID/stat. */
    private static final int GROUP = 2;

    private static final int TERMINAL = 4;
    private static final int IN_FRONT = 5;

    private Foreground() {}

    /** True as well if no terminal controls us, or nobody tells. */
    public static boolean isOurs(ClientPosix posix) {
        try {
            String stat = new String(posix.head("/proc/self/stat", LONGEST), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length <= IN_FRONT || fields[TERMINAL].equals("0") || fields[IN_FRONT].equals(fields[GROUP]);
        } catch (ErrnoException _) {
            return true;
        }
    }
}
