package nitro.proc;

import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;

/** Whether the terminal is ours at present, or that of a shell which has put us into the background: proc(5), tpgid. */
public final class Foreground {
    private Foreground() {}

    /** True as well if no terminal controls us, or nobody tells. */
    public static boolean isOurs(ClientPosix posix) {
        try {
            ProcessStat self = ProcessStat.of("self", posix);
            return self.number(ProcessStat.TERMINAL) == 0
                    || self.number(ProcessStat.FOREGROUND_GROUP) == self.number(ProcessStat.GROUP);
        } catch (ErrnoException _) {
            return true;
        }
    }
}
