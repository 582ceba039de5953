package nitro.ready;

import java.util.List;
import java.util.regex.Pattern;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.Spawn.Duplicate;
import nitro.text.UsageException;

/**
 * The process beside a daemon that tells when it is ready, and ends then, or with the daemon; but while the daemon's
 * standard output passes through it, it stays to the end of that.
 */
final class Watcher {
    /** Its notices, or its standard output. */
    static final int SOURCE = 0;

    /** Where that standard output goes; or, if there are notices, the kernel's reports of forks. */
    static final int ONWARDS = 1;

    private static final int ERRORS = 2;

    /** Where readiness is told. */
    private static final int TOLD = 3;

    /** Becomes readable when the daemon has ended. */
    static final int DAEMON = 4;

    /**
     * Milliseconds for which notices are still taken after READY=1: who sent that often makes sure of it (see
     * sd_notify_barrier(3)), and would take it for an error if nobody was there.
     */
    private static final long AFTERTHOUGHTS_MS = 1000;

    private static final byte[] NEWLINE = {'\n'};

    private final CommandContext context;
    private final Posix posix;
    private final ReadyArguments words;
    private final int pid;
    private boolean decided;

    /** {@link #TOLD} as long as it is open: the runtime may have its number for something else then. */
    private boolean canTell = true;

    Watcher(CommandContext context, ReadyArguments words, int pid) {
        this.context = context;
        this.posix = context.posix();
        this.words = words;
        this.pid = pid;
    }

    /**
     * The descriptors that it is started with.
     *
     * @param told any but 0; the others, save {@code onwards}, are above {@link #DAEMON}, so that none is lost on the way
     */
    static List<Duplicate> descriptors(int source, int onwards, int told, int daemon) {
        return List.of(
                new Duplicate(told, TOLD),
                new Duplicate(daemon, DAEMON),
                new Duplicate(source, SOURCE),
                new Duplicate(onwards, ONWARDS));
    }

    /** The same, for a process that has them already. */
    static List<Duplicate> inherited() {
        return List.of(new Duplicate(TOLD, TOLD), new Duplicate(DAEMON, DAEMON));
    }

    int run() throws UsageException, ErrnoException {
        Loop loop = context.loop();
        Pattern line = words.line;
        Waiting waiting = new Waiting(context, words.words.conditions(context), false);
        EndingSignals.handle(context, _ -> {
            if (line == null) { // else what ends the daemon was sent to us too, and its last words are still to pass
                leave();
            }
        });
        long limit = words.words.limit();
        if (line != null) {
            Relay relay = new Relay(context, SOURCE, ONWARDS, line, this::ready, this::leave);
            withDaemon(relay::lastWords);
            timeLimit(limit, "no such line");
            loop.run();
            forget();
            relay.rest();
        } else if (words.notices) {
            withDaemon(NoticeReader.watch(context, SOURCE, ONWARDS, pid, this::ready)::lastWords);
            timeLimit(limit, "no READY=1");
            loop.run();
        } else {
            withDaemon(() -> {});
            waiting.begin(this::ready, () -> late(waiting.complaint()));
            loop.run();
            waiting.end();
        }
        return 0;
    }

    /** Ends with the daemon, whose last words still count. */
    private void withDaemon(Runnable lastWords) {
        context.loop().watch(DAEMON, () -> {
            lastWords.run();
            leave();
        });
    }

    private void timeLimit(long limit, String why) {
        if (limit >= 0) {
            context.loop().after(limit, () -> late(why));
        }
    }

    private void ready() {
        if (!decided) {
            decided = true;
            posix.write(TOLD, NEWLINE, 0, 1);
            closeTold();
            context.loop().after(words.notices ? AFTERTHOUGHTS_MS : 0, this::leave);
        }
    }

    private void late(String why) {
        if (!decided) {
            context.call().err().print("nitro-ready: not ready, time is over: " + why + "\n");
            leave();
        }
    }

    private void leave() {
        decided = true;
        context.loop().stop();
    }

    /** Lets go of all but what passes through. */
    private void forget() throws ErrnoException {
        int nothing = posix.open("/dev/null", Files.WRITE, 0);
        posix.dup2(nothing, ERRORS);
        posix.close(nothing);
        closeTold();
        posix.close(DAEMON);
    }

    private void closeTold() {
        if (canTell) {
            posix.close(TOLD);
            canTell = false;
        }
    }
}
