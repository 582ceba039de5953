package nitro.engine.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Spawn;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Scenario;

/**
 * Programs that write, a process that captures and multiplexes what they write, and two readers of its outputs, as a seed
 * decides them.
 */
final class OutputSimulation {
    /** The longest line of the sinks here, in bytes. */
    static final int LONGEST = 10_000;

    private static final int OURS = 50;
    private static final int STDOUT_READER = 101;
    private static final int STDERR_READER = 102;

    /** What a program and its children wrote into one pipe, and what came out. */
    static final class Story {
        final String name;
        final StringBuilder written = new StringBuilder();
        final StringBuilder taken = new StringBuilder();
        /** The lines as they were given to an output. */
        final List<String> lines = new ArrayList<>();
        /** How much had been taken behind each of them, the newline of a complete one included. */
        final List<Integer> ends = new ArrayList<>();
        /** How much the first program had written when it ended; less than 0 while it lives. */
        int atDeath = -1;
        /** Whether children of the program could write too. */
        boolean shared;

        Story(String name) {
            this.name = name;
        }
    }

    /** One of our outputs, with who reads it. */
    final class Reader {
        final StringBuilder read = new StringBuilder();
        private final int fd;
        /** When it begins to read, how often, and when it goes; milliseconds. */
        private final long begins = chance.one(3) ? chance.below(1900) : 0;

        private final long pause = chance.one(2) ? 0 : chance.below(50);
        private final int most = chance.one(2) ? 1 << 16 : 500 + chance.below(9000);
        final boolean vanishes = chance.one(4);
        final boolean stops = chance.one(8);
        private final long end = 1L + chance.below(6000);
        boolean gone;
        boolean stopped;

        Reader(int fd) {
            this.fd = fd;
            posix.clock().after(begins, this::read);
            if (vanishes) {
                posix.clock().after(end, () -> {
                    gone = true;
                    posix.close(fd);
                });
            } else if (stops) {
                posix.clock().after(end, () -> stopped = true);
            }
        }

        private void read() {
            if (!gone && !stopped) {
                take(most);
                posix.clock().after(1 + pause, this::read);
            }
        }

        private void take(int count) {
            byte[] bytes = new byte[count];
            int got = posix.read(fd, bytes);
            read.append(new String(bytes, 0, Math.max(0, got), ISO_8859_1));
        }

        /** Takes what is in the pipe still. */
        void finish() {
            if (!gone) {
                take(1 << 16);
            }
        }

        boolean losesNothing() {
            return !vanishes && !stops;
        }
    }

    /** A sink as dinit's: some lines go to the other output, and all have a prefix. */
    private static final class Sink implements LineSink {
        private final Story story;
        private final Output main;
        private final Output other;
        private Output refusing;

        Sink(Story story, Output main, Output other) {
            this.story = story;
            this.main = main;
            this.other = other;
            refusing = main;
        }

        @Override
        public int longestLine() {
            return LONGEST;
        }

        @Override
        public boolean hasRoom() {
            refusing = main;
            return main.hasRoom();
        }

        @Override
        public boolean take(Line line) {
            Output output = line.length() % 5 == 0 ? other : main;
            refusing = output;
            if (!output.hasRoom()) {
                return false;
            }
            String text = new String(line.bytes(), line.from(), line.length(), ISO_8859_1);
            story.taken.append(text).append(line.isComplete() ? "\n" : "");
            String whole = story.name + story.lines.size() + ": " + text + "\n";
            story.lines.add(whole);
            story.ends.add(story.taken.length() + (line.isComplete() ? -1 : 0));
            output.begin(whole.length());
            output.put(whole.getBytes(ISO_8859_1));
            return true;
        }

        @Override
        public void whenRoom(Runnable task) {
            refusing.whenRoom(task);
        }

        @Override
        public void flush() {
            main.flush();
            other.flush();
        }

        @Override
        public void failed(Errno reason) {
            throw new AssertionError(reason);
        }
    }

    final Chance chance;
    private final FakePosix posix;
    private final Loop loop;
    private final Captures captures;
    final Reader out;
    final Reader err;
    final List<Story> stories = new ArrayList<>();
    final List<Errno> failures = new ArrayList<>();
    private final StandardOutputs outputs;
    private final Map<Integer, List<Capture>> ofPid = new TreeMap<>();
    private final List<Capture> open = new ArrayList<>();
    private final Map<Integer, Integer> programs = new TreeMap<>();
    private int mostWaiting;
    private int mostKept;

    OutputSimulation(long seed) throws ErrnoException {
        chance = Chance.of(seed);
        posix = new FakePosix(chance.fork(), OURS);
        posix.becomeSubreaper();
        posix.scenario(new Scenario() {
            @Override
            public void waits(int millis) {
                mostWaiting = Math.max(
                        mostWaiting,
                        Math.max(outputs.out().waiting(), outputs.err().waiting()));
                open.forEach(capture -> mostKept = Math.max(mostKept, capture.kept()));
            }
        });
        out = new Reader(outputOn(1, STDOUT_READER));
        err = new Reader(outputOn(2, STDERR_READER));
        loop = new Loop(posix, error -> {
            throw new AssertionError(error);
        });
        captures = new Captures(posix, loop);
        outputs = StandardOutputs.of(posix, loop);
        outputs.out().whenFailed(failures::add);
    }

    private int outputOn(int fd, int reader) throws ErrnoException {
        Pipe pipe = posix.pipe(true);
        posix.dup2(pipe.writer(), fd);
        posix.dup2(pipe.reader(), reader);
        posix.close(pipe.writer());
        posix.close(pipe.reader());
        return reader;
    }

    /** The most that one capture had in memory while we waited for events. */
    int mostKept() {
        return mostKept;
    }

    /** The most that waited in an output while we waited for events. */
    int mostWaiting() {
        return mostWaiting;
    }

    void run() throws ErrnoException {
        loop.handle(Map.of(), this::died);
        int count = 1 + chance.below(6);
        for (int i = 0; i < count; i++) {
            start(i);
        }
        loop.whenChildless(this::drainAll);
        loop.run();
        out.finish();
        err.finish();
    }

    private void start(int number) throws ErrnoException {
        Story first = new Story((char) ('a' + number) + "o");
        Story second = new Story((char) ('a' + number) + "e");
        Pipe stdout = posix.pipe(true);
        Pipe stderr = posix.pipe(true);
        posix.files().executable("/" + first.name, () -> new Writer(List.of(first, second)));
        List<Spawn.Duplicate> duplicates =
                List.of(new Spawn.Duplicate(stdout.writer(), 1), new Spawn.Duplicate(stderr.writer(), 2));
        int pid = posix.spawn(
                new Spawn("/" + first.name, List.of(first.name), List.of(), "", duplicates, true, Spawn.INHERIT));
        posix.close(stdout.writer());
        posix.close(stderr.writer());
        stories.addAll(List.of(first, second));
        programs.put(pid, stories.size() - 2);
        ofPid.put(
                pid,
                List.of(
                        capture(stdout.reader(), new Sink(first, outputs.out(), outputs.err())),
                        capture(stderr.reader(), new Sink(second, outputs.err(), outputs.out()))));
    }

    private Capture capture(int fd, Sink sink) {
        Capture capture = captures.open(fd, sink, () -> {});
        open.add(capture);
        return capture;
    }

    /** Says so when what it had written stands before. */
    private void died(int pid, int status) {
        List<Capture> both = ofPid.remove(pid);
        Integer story = programs.remove(pid);
        if (both != null && story != null) {
            String words = "died " + stories.get(story).name + "\n";
            Captures.drain(both, () -> say(words));
        }
    }

    private void say(String words) {
        outputs.err().begin(words.length());
        outputs.err().put(words.getBytes(ISO_8859_1));
        outputs.err().flush();
    }

    private void drainAll() {
        outputs.giveUpAfter(2000);
        captures.drainAll(() -> {
            say("the end\n");
            outputs.whenWritten(loop::stop);
        });
    }

    /** Writes lines of all kinds into its two pipes, in pieces, and ends in the middle of it, or leaves it to a child. */
    private final class Writer implements Program {
        private final List<Story> pipes;
        private final String[] left = {"", ""};
        private int steps = chance.below(60);
        private boolean isFirst = true;

        Writer(List<Story> pipes) {
            this.pipes = pipes;
        }

        @Override
        public void start(FakeProcess self) {
            act(self);
        }

        private void act(FakeProcess self) {
            int stream = chance.below(2);
            if (left[stream].isEmpty()) {
                left[stream] = text();
            }
            int most = chance.one(2) ? left[stream].length() : 1 + chance.below(left[stream].length());
            int count = self.write(stream + 1, left[stream].substring(0, most));
            if (count > 0) {
                pipes.get(stream).written.append(left[stream], 0, count);
                left[stream] = left[stream].substring(count);
            }
            if (isFirst && chance.one(40)) {
                Writer child = new Writer(pipes);
                child.isFirst = false;
                pipes.forEach(story -> story.shared = true);
                self.fork(child);
            }
            if (--steps <= 0) {
                if (isFirst) {
                    pipes.forEach(story -> story.atDeath = story.written.length());
                }
                self.exit(0);
            } else {
                self.after(chance.one(3) ? chance.below(100) : 0, () -> act(self));
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int lines = 1 + chance.below(chance.one(4) ? 400 : 4); lines > 0; lines--) {
                int length =
                        chance.below(chance.one(50) ? (chance.one(9) ? 12 : 3) * LONGEST : chance.one(3) ? 400 : 12);
                text.append("\0x\u00ff\r".repeat(1 + length / 4), 0, length).append('\n');
            }
            return text.toString();
        }
    }
}
