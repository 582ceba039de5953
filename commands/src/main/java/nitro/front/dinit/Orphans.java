package nitro.front.dinit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.engine.Children;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.Errno;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import nitro.proc.CommandLine;
import nitro.proc.ProcessTable;
import org.jspecify.annotations.Nullable;

/** Our children that we did not start: they have lost their parents (spec dinit 9). */
final class Orphans {
    /** How often we look whether there are new ones, and how often while all is terminated (spec dinit 9.3). */
    private static final int LOOK_EVERY_MS = 1000;

    private static final int LOOK_OFTEN_EVERY_MS = 100;

    /** One that is younger may not have executed its program yet. */
    private static final int JUDGED_AFTER_MS = 10;

    /** How far we are with an orphan. */
    private enum State {
        /** Nothing: it was only seen. */
        SEEN,
        /** It was told to end. */
        TOLD,
        /** It is being adopted. */
        ADOPTING,
        /** It is a service of its own kind. */
        ADOPTED
    }

    private static final class Orphan {
        final int pid;
        final long seenAt;
        State state = State.SEEN;
        CommandLine command = new CommandLine("", "");
        boolean stopped;

        @Nullable
        Timer kill;

        @Nullable
        Adoption adoption;

        Orphan(int pid, long seenAt) {
            this.pid = pid;
            this.seenAt = seenAt;
        }

        Writer writer() {
            return new Writer(command.name(), Integer.toString(pid));
        }

        String label() {
            return writer().label();
        }
    }

    private final Posix posix;
    private final Loop loop;
    private final Settings settings;
    private final Messages messages;
    private final ExitCode exit;
    private final Termination termination;
    private final Adopter adopter;
    private final Map<Integer, Orphan> orphans = new TreeMap<>();
    private @Nullable Children children;
    private @Nullable Timer look;

    Orphans(
            Posix posix,
            Loop loop,
            Settings settings,
            Messages messages,
            ExitCode exit,
            Termination termination,
            Adopter adopter) {
        this.posix = posix;
        this.loop = loop;
        this.settings = settings;
        this.messages = messages;
        this.exit = exit;
        this.termination = termination;
        this.adopter = adopter;
        termination.then(this::terminate);
    }

    private boolean areIgnored() {
        return settings.policy() == Policy.IGNORE;
    }

    /** Begins to look for them. */
    void watch(Children known) {
        children = known;
        if (!areIgnored()) {
            look();
        }
    }

    /** A child has ended: some of its children may be ours now. */
    void lookSoon() {
        if (!areIgnored() && children != null) {
            lookIn(0);
        }
    }

    private void lookIn(long millis) {
        long when = posix.now() + millis;
        if (look == null || look.deadline() > when) {
            if (look != null) {
                look.cancel();
            }
            look = loop.at(when, this::look);
        }
    }

    private void look() {
        look = null;
        lookIn(termination.hasBegun() ? LOOK_OFTEN_EVERY_MS : LOOK_EVERY_MS);
        for (int pid : new ProcessTable(posix, posix.getpid()).pidsOfChildren(posix.getpid())) {
            if (isOrphan(pid)) {
                see(pid);
            }
        }
        for (Orphan orphan : List.copyOf(orphans.values())) {
            if (orphan.state == State.SEEN) {
                judge(orphan);
            }
        }
    }

    private boolean isOrphan(int pid) {
        return children != null && !children.isExpected(pid);
    }

    /** Whether it is an orphan that we have seen. */
    boolean isKnown(int pid) {
        return orphans.containsKey(pid);
    }

    private Orphan see(int pid) {
        return orphans.computeIfAbsent(pid, _ -> new Orphan(pid, posix.now()));
    }

    private void judge(Orphan orphan) {
        long left = orphan.seenAt + JUDGED_AFTER_MS - posix.now();
        if (left > 0) {
            lookIn(left);
            return;
        }
        orphan.command = CommandLine.of(posix, orphan.pid);
        if (settings.policy() == Policy.ADOPT && !termination.hasBegun()) {
            adopt(orphan);
        } else {
            end(orphan);
        }
    }

    /** Tells it to end, and ends it if it has not done so in time (spec dinit 9.6). */
    private void end(Orphan orphan) {
        orphan.state = State.TOLD;
        messages.warn(orphan.label() + ": terminating reparented child process with PID " + orphan.pid
                + command(orphan.command));
        signal(orphan, Signal.TERM);
        if (settings.killAfterMs() == 0) {
            signal(orphan, Signal.KILL);
        } else {
            orphan.kill = loop.after(settings.killAfterMs(), () -> signal(orphan, Signal.KILL));
        }
    }

    private static String command(CommandLine command) {
        return command.words().isEmpty() ? "" : ": " + command.words();
    }

    private void signal(Orphan orphan, Signal signal) {
        messages.info(orphan.label() + ": sending SIG" + signal + " to PID " + orphan.pid);
        int result = posix.kill(orphan.pid, posix.number(signal));
        if (result < 0) {
            messages.debug(orphan.label() + ": kill: " + Reason.of(Errno.of(result)));
        }
    }

    private void adopt(Orphan orphan) {
        orphan.state = State.ADOPTING;
        messages.warn(orphan.label() + ": adopting reparented child process with PID " + orphan.pid
                + command(orphan.command));
        orphan.adoption = adopter.adopt(orphan.pid, orphan.writer(), () -> adopted(orphan));
    }

    private void adopted(Orphan orphan) {
        if (orphan.state == State.ADOPTING && orphans.get(orphan.pid) == orphan) { // else it has ended meanwhile
            orphan.state = State.ADOPTED;
            if (termination.hasBegun()) {
                stop(orphan);
            }
        }
    }

    /** Tells an adopted process to end; it has all the time that it wants (spec dinit 9.7). */
    private void stop(Orphan orphan) {
        if (!orphan.stopped) {
            orphan.stopped = true;
            messages.info(orphan.label() + ": terminating");
            signal(orphan, Signal.TERM);
        }
    }

    /** All is terminated: orphans too, but where they are ignored (spec dinit 5.5). */
    private void terminate() {
        for (Orphan orphan : List.copyOf(orphans.values())) {
            if (orphan.state == State.ADOPTED) {
                stop(orphan);
            }
        }
        lookSoon();
    }

    /** A child has ended and is reaped next; of an orphan that nobody has seen yet, this is the last chance. */
    void ending(int pid) {
        if (isOrphan(pid) && !areIgnored()) {
            Orphan orphan = see(pid);
            if (orphan.state == State.SEEN) {
                orphan.command = CommandLine.of(posix, pid);
            }
        }
    }

    /** An orphan has ended and was reaped. */
    void ended(int pid, int status) {
        Orphan orphan = orphans.remove(pid);
        if (orphan == null) {
            return;
        }
        WaitStatus how = new WaitStatus(status);
        if (orphan.kill != null) {
            orphan.kill.cancel();
        }
        switch (orphan.state) {
            case SEEN -> foundDead(orphan, how);
            case TOLD -> messages.info(orphan.label() + ": " + Ends.ofStranger(pid, how));
            case ADOPTING, ADOPTED -> adoptedEnded(orphan, how);
        }
    }

    private void foundDead(Orphan orphan, WaitStatus how) {
        messages.warn(orphan.label() + ": reaping process with PID " + orphan.pid + command(orphan.command));
        messages.info(orphan.label() + ": " + Ends.ofStranger(orphan.pid, how));
        if (settings.policy() == Policy.ADOPT) {
            termination.begin();
        }
    }

    private void adoptedEnded(Orphan orphan, WaitStatus how) {
        exit.ended(how, termination.hasBegun());
        boolean complete = orphan.state == State.ADOPTED;
        String words =
                complete ? Ends.words(orphan.pid, how) : "PID " + orphan.pid + " finished before adopting complete";
        Runnable said = () -> messages.info(orphan.label() + ": " + words);
        if (orphan.adoption == null) {
            said.run();
        } else {
            orphan.adoption.ended(said);
        }
        termination.begin();
    }
}
