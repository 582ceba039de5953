package nitro.posix.fake;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nitro.posix.Errno;
import org.jspecify.annotations.Nullable;

/** Which calls fail now and then, and with what; a limited number of times, so that what suffers can recover. */
public final class Faults {
    /** What a system can answer to each call whatever its arguments are. */
    public static final Map<String, Set<Errno>> POSSIBLE = possible();

    private final Chance chance;
    private final int times;
    private int budget;
    private int struck;

    /**
     * @param budget how many calls fail
     * @param times a call that can fail does so once in this many calls
     */
    public Faults(Chance chance, int budget, int times) {
        this.chance = chance;
        this.budget = budget;
        this.times = times;
    }

    /** No call fails any more. */
    public void end() {
        budget = 0;
    }

    /** How many calls have failed. */
    public int struck() {
        return struck;
    }

    /** What this call fails with; null if it is let through. */
    public @Nullable Errno strike(String call) {
        Set<Errno> errors = POSSIBLE.get(call);
        if (budget == 0 || errors == null || !chance.one(times)) {
            return null;
        }
        budget--;
        struck++;
        return chance.pick(errors.stream().toList());
    }

    private static Map<String, Set<Errno>> possible() {
        Set<Errno> lookup = EnumSet.of(Errno.EIO, Errno.ENOMEM);
        Set<Errno> opening = EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE);
        Set<Errno> making = EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.ENOSPC);
        Map<String, Set<Errno>> possible = new TreeMap<>();
        possible.put("stat", lookup);
        possible.put("lstat", lookup);
        possible.put("readlink", lookup);
        possible.put("realpath", lookup);
        possible.put("chdir", lookup);
        possible.put("unlink", lookup);
        possible.put("chmod", lookup);
        possible.put("head", opening);
        possible.put("list", opening);
        possible.put("open", EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE, Errno.ENOSPC));
        possible.put("append", EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE, Errno.ENOSPC));
        possible.put("mkdir", making);
        possible.put("symlink", making);
        possible.put("bind", EnumSet.of(Errno.EIO, Errno.ENOMEM, Errno.ENOSPC));
        possible.put("read", EnumSet.of(Errno.EIO, Errno.EAGAIN));
        possible.put("write", EnumSet.of(Errno.EIO, Errno.EAGAIN, Errno.ENOSPC));
        possible.put("pipe", EnumSet.of(Errno.EMFILE, Errno.ENFILE));
        possible.put("datagramSocket", EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM));
        possible.put("connect", EnumSet.of(Errno.EAGAIN));
        possible.put("send", EnumSet.of(Errno.EAGAIN, Errno.ENOMEM));
        possible.put("receive", EnumSet.of(Errno.EAGAIN, Errno.ENOMEM));
        possible.put(
                "spawn", EnumSet.of(Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE, Errno.EIO, Errno.ETXTBSY));
        possible.put("exec", EnumSet.of(Errno.ENOMEM, Errno.EIO, Errno.EAGAIN));
        possible.put("poll", EnumSet.of(Errno.EINTR, Errno.ENOMEM, Errno.EAGAIN));
        possible.put("epollWait", EnumSet.of(Errno.EINTR, Errno.ENOMEM, Errno.EAGAIN));
        possible.put("epollCreate", EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM));
        possible.put("epollAdd", EnumSet.of(Errno.ENOMEM, Errno.ENOSPC));
        possible.put("inotify", EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM));
        possible.put("addWatch", EnumSet.of(Errno.ENOMEM, Errno.ENOSPC));
        possible.put("mount", EnumSet.of(Errno.EIO, Errno.ENOMEM));
        possible.put("remountRootReadOnly", EnumSet.of(Errno.EIO, Errno.ENOMEM));
        possible.put("dup2", EnumSet.of(Errno.EIO));
        possible.put("signalDescriptor", EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM));
        return Map.copyOf(possible);
    }
}
