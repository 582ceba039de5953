package nitro.front.nitro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nitro.engine.Children;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.proc.CommandLine;
import nitro.proc.ProcessTable;
import org.jspecify.annotations.Nullable;

/**
 * The processes that services left behind, which became our children when their parents ended (spec 4.12). One of them may
 * hold a log pipe, and its logger would wait for the end of it.
 */
final class Orphans {
    /** How long to wait for more ends before we look who is left: many may come at once, and the dead are reaped first. */
    private static final int LOOK_AFTER_MS = 10;

    /** How many are named in a message. */
    private static final int MOST_NAMED = 8;

    private final Posix posix;
    private final Loop loop;

    /** Children that we had before there were services: whoever executed nitro started them. */
    private final Set<Integer> foreign = new HashSet<>();

    /** Orphans that were told to end. */
    private final Set<Integer> told = new HashSet<>();

    private @Nullable Children children;
    /** Where to say whom nitro waits for; null as long as nobody is to end. */
    private @Nullable Consumer<String> messages;

    private boolean looking;

    Orphans(Posix posix, Loop loop) {
        this.posix = posix;
        this.loop = loop;
    }

    /** @param started knows what we start, of which there is nothing yet */
    void begin(Children started) {
        children = started;
        foreign.addAll(list());
    }

    /**
     * Has all end, those that are there and those that they leave.
     *
     * @param messages told whom nitro waits for
     */
    void end(Consumer<String> messages) {
        this.messages = messages;
        lookSoon();
    }

    /** One has ended, and its children are ours now. */
    void ended(int pid) {
        foreign.remove(pid);
        told.remove(pid);
        if (messages != null) {
            lookSoon();
        }
    }

    private void lookSoon() {
        if (!looking) {
            loop.after(LOOK_AFTER_MS, () -> {
                looking = false;
                look();
            });
            looking = true;
        }
    }

    /** A child that has ended keeps its number until we reap it: so none of these signals reaches another process. */
    private void look() {
        List<String> names = new ArrayList<>();
        for (int pid : list()) {
            if (children != null && !children.isExpected(pid) && !foreign.contains(pid) && !told.contains(pid)) {
                names.add(CommandLine.of(posix, pid).name() + " (pid " + pid + ")");
                posix.kill(pid, posix.number(Signal.TERM));
                posix.kill(pid, posix.number(Signal.CONT));
                told.add(pid);
            }
        }
        if (!names.isEmpty() && messages != null) {
            int more = names.size() - MOST_NAMED;
            messages.accept("waiting for processes that services left: "
                    + String.join(", ", more > 0 ? names.subList(0, MOST_NAMED) : names)
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    /** All our children; none where /proc is not mounted, or is that of processes with other numbers. */
    private List<Integer> list() {
        int self = posix.getpid();
        try {
            boolean ours = posix.readlink("/proc/self").equals(Integer.toString(self));
            return ours ? new ProcessTable(posix, self).pidsOfChildren(self) : List.of();
        } catch (ErrnoException e) {
            return List.of();
        }
    }
}
