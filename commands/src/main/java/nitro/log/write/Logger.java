package nitro.log.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Moves lines from standard input to the logs, in one order: look at what is there, hand it to the logs, write, take it out
 * of the pipe, rotate what is full. What fails is tried again from there, and until then nothing more is read.
 */
final class Logger {
    /** How often to look again before others get their turn. */
    private static final int LOOKS_A_TURN = 16;

    private static final int RETRY_AFTER_MS = 1000;
    private static final int MOST_PATIENCE_MS = 256;
    private static final int STDOUT = 1;

    /** How long after TERM helpers may be at their files: within the time that supervisors give to us. */
    private static final int HELPERS_END_WITHIN_MS = 4000;

    private final Posix posix;
    private final Settings settings;
    private final DirectoryOpener openings;
    private final Loop loop;
    private final Intake intake;
    private final List<Log> logs = new ArrayList<>();
    private final Lines lines;
    private final PollSet output = new PollSet();
    private @Nullable Watch watch;
    private @Nullable Timer timer;
    private int patience = 1;
    /** Up to here, what was looked at has been handed to the logs. */
    private int position;

    private boolean marked;
    private boolean stuck;
    private boolean echo;
    private boolean finishing;
    private boolean hurried;
    private boolean readable = true;
    /** Bytes to go until the end that TERM asked for; less than 0 if it did not. */
    private long left = -1;

    Logger(Posix posix, Settings settings, DirectoryOpener openings, Intake intake) {
        this.posix = posix;
        this.settings = settings;
        this.openings = openings;
        this.intake = intake;
        lines = new Lines(logs, settings.length());
        echo = settings.echo();
        output.add(STDOUT, PollSet.WRITE);
        loop = new Loop(posix, error -> settings.complain(String.valueOf(error)));
    }

    /** Runs until the end of the input, or TERM; whether there was a directory to write to, and the input could be read. */
    boolean run() throws ErrnoException {
        loop.handle(
                Map.of(
                        Signal.TERM, this::terminate,
                        Signal.INT, this::terminate,
                        Signal.HUP, this::configure,
                        Signal.ALRM, this::rotateAll),
                this::childEnded);
        openings.open(intake.source(), intake, logs);
        if (logs.isEmpty()) {
            return false;
        }
        for (Log log : logs) {
            age(log);
            help(log);
        }
        pump();
        loop.run();
        return readable;
    }

    // ---- moving

    private void pump() {
        if (finishing) {
            return;
        }
        try {
            for (int turn = 0; turn < LOOKS_A_TURN; turn++) {
                if (!settle()) {
                    return;
                }
                if (left == 0) { // what came after TERM is for a successor, which may have the rest of a line
                    finish();
                    return;
                }
                boolean more = look();
                boolean last = intake.isEnded() || left > 0 && !more;
                if (!hand(last || !more && lines.arePrompt(), last)) {
                    return;
                }
                if (last) {
                    finish();
                    return;
                }
                if (!more) {
                    awaitMore();
                    return;
                }
            }
            listen(true);
        } catch (ErrnoException e) { // of standard input, since settle has those of the logs
            settings.complain(e.complaint());
            readable = false;
            finish();
        }
    }

    /**
     * Waits for input, also where there is half a line that no log takes. It would make poll(2) return at once: so it is
     * looked for the other half a few times more, and only then taken out of the pipe, from where no crash would lose it.
     */
    private void awaitMore() throws ErrnoException {
        if (intake.isMoreInPipe() && patience <= MOST_PATIENCE_MS) {
            listen(false);
            again(patience);
            patience *= 2;
            return;
        }
        intake.hold();
        listen(true);
    }

    /** Goes on after so many milliseconds. */
    private void again(int millis) {
        if (timer != null) {
            timer.cancel();
        }
        timer = loop.after(millis, this::pump);
    }

    private boolean look() throws ErrnoException {
        int before = intake.end() - intake.start();
        boolean more = intake.look();
        position = intake.start();
        if (more) {
            patience = 1;
            long now = posix.wallClock();
            for (int i = 0; i < logs.size(); i++) {
                logs.get(i).set(now);
            }
            if (settings.replacement() != 0) {
                replace(intake.start() + before);
            }
        }
        return more;
    }

    private void replace(int from) {
        byte[] bytes = intake.buffer().bytes();
        for (int i = from; i < intake.end(); i++) {
            int one = bytes[i];
            if (one != '\n' && (one < ' ' || one > '~' || settings.replaced().indexOf(one) >= 0)) {
                bytes[i] = (byte) settings.replacement();
            }
        }
    }

    /** Hands on all that can be, and writes it; false if that must wait. */
    private boolean hand(boolean partly, boolean end) {
        while (position < intake.end()) {
            int before = position;
            position = lines.hand(intake.buffer(), before, intake.end(), partly, end);
            boolean blocked = position == before && !isRotationDue() && !isWaiting();
            if (!settle()) {
                return false;
            }
            if (blocked) {
                break; // half a line
            }
        }
        return true;
    }

    private boolean isRotationDue() {
        for (int i = 0; i < logs.size(); i++) {
            if (logs.get(i).isRotationDue()) {
                return true;
            }
        }
        return false;
    }

    private boolean isWaiting() {
        for (int i = 0; i < logs.size(); i++) {
            if (logs.get(i).isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Writes what was handed on, takes it out of the pipe, rotates; false if that must wait, for which all is set up. */
    private boolean settle() {
        try {
            if (position > intake.start()) {
                write();
            }
            for (int i = 0; i < logs.size(); i++) {
                Log log = logs.get(i);
                if (log.isRotationDue()) {
                    log.rotate();
                    age(log);
                    help(log);
                }
            }
            stuck = false;
            return true;
        } catch (ErrnoException e) {
            if (!stuck) {
                settings.complain(e.complaint() + "; waiting");
            }
            stuck = true;
            listen(false);
            again(RETRY_AFTER_MS);
            return false;
        }
    }

    private void write() throws ErrnoException {
        if (intake.isPeeking() && !marked) {
            for (int i = 0; i < logs.size(); i++) {
                logs.get(i).directory().begin(intake.buffer(), intake.start(), position);
            }
            marked = true;
        }
        for (int i = 0; i < logs.size(); i++) {
            logs.get(i).write();
        }
        int count = position - intake.start();
        if (echo) {
            echo(intake.start(), count);
        }
        intake.take(count);
        left = left < 0 ? left : Math.max(0, left - count);
        if (marked) {
            marked = false; // also if one cannot be ended: the next batch is to have a mark of its own
            for (int i = 0; i < logs.size(); i++) {
                logs.get(i).directory().end();
            }
        }
    }

    private void echo(int from, int count) {
        for (int done = 0; done < count; ) {
            int written = posix.write(STDOUT, intake.buffer(), from + done, count - done);
            if (written == Errno.EAGAIN.code()) { // who else has this pipe open has it so
                posix.poll(output, -1);
            } else if (written < 0) {
                settings.complain("standard output: " + Errno.of(written).message() + "; no echo from now on");
                echo = false;
                return;
            }
            done += Math.max(0, written);
        }
    }

    private void listen(boolean on) {
        if (on && watch == null) {
            watch = loop.watch(0, this::pump);
        } else if (!on && watch != null) {
            watch.end();
            watch = null;
        }
    }

    // ---- what happens beside

    private void terminate() {
        if (left < 0) {
            left = intake.waiting();
            loop.after(HELPERS_END_WITHIN_MS, this::hurry);
            pump();
        }
    }

    private void hurry() {
        hurried = true;
        if (finishing) {
            endIfIdle();
        }
    }

    private void configure() {
        if (finishing) { // all is closed, or waits for its helper only
            return;
        }
        for (Log log : logs) {
            openings.configure(log);
            age(log);
            help(log);
        }
        try {
            openings.open(intake.source(), null, logs);
        } catch (ErrnoException e) {
            settings.complain(e.complaint());
        }
        pump();
    }

    private void rotateAll() {
        logs.forEach(Log::rotateSoon);
        pump();
    }

    private void age(Log log) {
        log.age(loop, () -> {
            log.rotateSoon();
            if (!log.isRotationDue()) {
                age(log);
            }
            pump();
        });
    }

    /** Lets the helpers of a log do what there is to do. */
    private void help(Log log) {
        try {
            log.helpers().start(log.config().processor());
        } catch (ErrnoException e) {
            settings.complain(e.complaint());
            log.helpers().retry(loop, () -> help(log));
        }
    }

    private void childEnded(int pid, int status) {
        for (Log log : logs) {
            if (log.helpers().isOurs(pid)) {
                helperEnded(log, log.helpers().ended(pid, status));
            }
        }
        if (finishing) {
            endIfIdle();
        } else {
            pump();
        }
    }

    private void helperEnded(Log log, String wrong) {
        if (!wrong.isEmpty()) {
            settings.complain(wrong);
        }
        if (!wrong.isEmpty() && !finishing) {
            log.helpers().retry(loop, () -> help(log));
        } else if (wrong.isEmpty() && left < 0) {
            help(log);
        }
    }

    private void finish() {
        finishing = true;
        listen(false);
        endIfIdle();
    }

    /** Ends when the helpers have; after TERM they begin nothing new, and those that take too long are killed. */
    private void endIfIdle() {
        for (Log log : logs) {
            if (hurried) {
                log.helpers().kill().forEach(settings::complain);
            } else if (!log.helpers().isIdle()) {
                return;
            }
        }
        for (Log log : logs) {
            try {
                log.directory().close();
            } catch (ErrnoException e) {
                settings.complain(e.complaint());
            }
        }
        loop.stop();
    }
}
