package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Invocation;
import nitro.posix.PollSet;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Scenario;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;

/** The lives of one logger after another at the same pipe, as a seed decides them. */
final class LogSimulation {
    /** Our own end of the pipe, which outlives each logger. */
    private static final int PRODUCER = 100;

    private static final int PIPE = 65_536;
    private static final int LINES = 300;
    private static final int KILLS = 12;

    /** What can be wrong with a disk or a system that has too little of something; not with standard input. */
    private static final Map<String, List<Errno>> TROUBLE = Map.ofEntries(
            Map.entry("write", List.of(Errno.ENOSPC, Errno.EIO)),
            Map.entry("writeAt", List.of(Errno.ENOSPC, Errno.EIO)),
            Map.entry("syncFile", List.of(Errno.EIO)),
            Map.entry("truncate", List.of(Errno.EIO)),
            Map.entry("rename", List.of(Errno.ENOSPC, Errno.EIO)),
            Map.entry("fchmod", List.of(Errno.EIO)),
            Map.entry("list", List.of(Errno.EMFILE, Errno.ENOMEM)),
            Map.entry("lstat", List.of(Errno.EIO)),
            Map.entry("open", List.of(Errno.ENOSPC, Errno.EMFILE, Errno.ENFILE, Errno.EIO)),
            Map.entry("poll", List.of(Errno.EINTR)),
            Map.entry("epollWait", List.of(Errno.EINTR)));

    private static final List<List<String>> FORMS = List.of(List.of(), List.of("-t"), List.of("--json"));

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Chance chance;
    private final FakePosix posix;
    private final List<String> form;
    private final List<String> directories;
    private final StringBuilder produced = new StringBuilder();
    private int sent;
    private int lines;
    private boolean closed;

    LogSimulation(long seed) {
        chance = Chance.of(seed);
        posix = new FakePosix(chance.fork(), 50);
        form = chance.pick(FORMS);
        directories = chance.one(3) ? List.of("/a", "/b") : List.of("/a");
        posix.scenario(new Scenario() {
            @Override
            public void polls(PollSet set, int millis) {
                act();
            }

            @Override
            public void waits(int millis) {
                act();
            }

            @Override
            public boolean idle() {
                boolean more = !closed;
                produce();
                return more;
            }
        });
    }

    List<String> directories() {
        return directories;
    }

    @Override
    public String toString() {
        return form + " " + directories;
    }

    String produced() {
        return produced.toString();
    }

    void run() {
        try {
            Pipe pipe = posix.pipe(false);
            posix.dup2(pipe.reader(), 0);
            posix.dup2(pipe.writer(), PRODUCER);
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
        closeAll();
        int kills = KILLS;
        boolean killed = true;
        while (killed || !closed || posix.available(0) > 0) {
            killed = live(kills == 0 ? Integer.MAX_VALUE : 1 + chance.below(800));
            kills -= killed ? 1 : 0;
        }
    }

    /** A logger from its start to its end; whether it was killed, which it is at that call. */
    private boolean live(int calls) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, ISO_8859_1);
        List<String> args = new ArrayList<>(form);
        args.addAll(List.of("--size", "" + (200 + chance.below(2000)), "--keep", "0"));
        args.addAll(directories);
        Invocation call =
                new Invocation("nitro-log", args, List.of(), new Self("/bin/nitro", List.of()), nowhere, nowhere);
        try {
            new NitroLog(() -> "").run(call, new OnlyPosix(Tap.on(posix, new Trouble(calls))));
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            closeAll();
        }
    }

    private void closeAll() {
        for (int fd : List.copyOf(posix.openDescriptors())) {
            if (fd > 2 && fd != PRODUCER) {
                posix.close(fd);
            }
        }
    }

    /** Lets calls fail, a limited number of times, kills, and lets the world act between the calls. */
    private final class Trouble implements Tap.Listener {
        private final boolean afterwards = chance.one(2);
        private int calls;
        private boolean opened;
        private int failures = chance.below(10);

        Trouble(int calls) {
            this.calls = calls;
        }

        @Override
        public @Nullable Errno before(String call, List<Object> arguments) {
            if (chance.one(4)) {
                act();
            }
            if (--calls == 0 && !afterwards) {
                throw new Killed();
            }
            // a directory that cannot be opened when another can is left out, as promised
            opened |= call.equals("epollWait") || directories.size() == 1;
            List<Errno> errors = opened ? TROUBLE.get(call) : null;
            if (failures == 0 || errors == null || !chance.one(10)) {
                return null;
            }
            failures--;
            return chance.pick(errors);
        }

        @Override
        public void after(String call, List<Object> arguments, @Nullable Object result) {
            if (calls <= 0 && afterwards) {
                throw new Killed();
            }
        }
    }

    private void act() {
        if (chance.one(2)) {
            produce();
        }
        if (chance.one(20) && posix.descriptors().containsValue("signals")) {
            posix.signal(chance.pick(List.of(Signal.HUP, Signal.ALRM, Signal.ALRM, Signal.TERM)));
        }
    }

    /** Puts some of what is to be said into the pipe: whole lines where a line is wanted whole, else anything. */
    private void produce() {
        for (int more = chance.below(10); more > 0 && lines < LINES; more--) {
            produced.append(++lines)
                    .append(" x".repeat(chance.below(chance.one(50) ? 2000 : 20)))
                    .append('\n');
        }
        int room = Math.min(produced.length() - sent, PIPE - posix.available(0));
        if (room > 0 && !closed) {
            int count = 1 + chance.below(room);
            if (form.contains("--json")) {
                count = produced.lastIndexOf("\n", sent + count - 1) + 1 - sent;
            }
            byte[] bytes = produced.substring(sent, sent + Math.max(0, count)).getBytes(ISO_8859_1);
            posix.write(PRODUCER, bytes, 0, bytes.length);
            sent += bytes.length;
        } else if (lines == LINES && sent == produced.length() && !closed) {
            posix.close(PRODUCER);
            closed = true;
        }
    }

    /** What is in a directory, in order, as it was said. */
    String kept(String directory) {
        StringBuilder kept = new StringBuilder();
        try {
            posix.list(directory).stream()
                    .filter(name -> name.startsWith("@"))
                    .sorted()
                    .forEach(name -> kept.append(content(directory + "/" + name)));
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
        return kept.append(content(directory + "/current"))
                .toString()
                .replaceAll("(?m)^(@[0-9a-f]{24} |\\{.*\"message\":\")|\"}$", "");
    }

    private String content(String path) {
        try {
            return new String(posix.head(path, Integer.MAX_VALUE), ISO_8859_1);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) { // it could not be opened after the last rotation
                return "";
            }
            throw new AssertionError(e);
        }
    }
}
