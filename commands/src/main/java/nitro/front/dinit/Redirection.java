package nitro.front.dinit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import nitro.engine.Capturing.Stream;
import nitro.engine.output.Capture;
import nitro.engine.output.Captures;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.proc.OpenFiles;
import nitro.proc.OpenFiles.Descriptor;
import nitro.proc.ProcessStat;
import nitro.proc.ProcessTable;
import nitro.trace.Tracee;
import org.jspecify.annotations.Nullable;

/**
 * Turns the standard output and error of one process, and of all that come from it, into pipes to us (spec dinit 9.8).
 *
 * <p>Which descriptors lead where is looked up from outside. In each process that has some, a pipe is made for each of the
 * two streams, we open its reading end through /proc, and its writing end takes the place of those descriptors.
 */
final class Redirection implements Adoption {
    private static final int OUT = 1;
    private static final int ERR = 2;

    /** The first descriptor that is none of the standard ones. */
    private static final int FIRST_OTHER = 3;

    /** How often descendants are looked for: they may make new ones meanwhile. */
    private static final int ROUNDS = 5;

    /** The things that a redirection is done with. */
    record Means(Posix posix, Loop loop, Captures captures, ProgramLines lines, Messages messages, Tracees tracees) {}

    /** Descriptors of a process that one new pipe takes the place of. */
    private record Replacement(Stream stream, List<Descriptor> targets) {}

    private final Means means;
    private final int pid;
    private final Writer writer;
    private final Runnable done;
    private final List<Capture> captures = new ArrayList<>();
    private final Set<Integer> tried = new HashSet<>();
    private final Queue<Integer> descendants = new ArrayDeque<>();
    private @Nullable FileStatus output;
    private @Nullable FileStatus errors;
    private int rounds;
    private boolean ended;

    Redirection(Means means, int pid, Writer writer, Runnable done) {
        this.means = means;
        this.pid = pid;
        this.writer = writer;
        this.done = done;
    }

    void begin() {
        try {
            for (Descriptor descriptor : OpenFiles.of(means.posix, pid)) {
                switch (descriptor.number()) {
                    case OUT -> output = descriptor.file();
                    case ERR -> errors = descriptor.file();
                    default -> {}
                }
            }
            trace(pid, tracee -> replace(tracee, ofFirst(), this::findDescendants), this::failed);
        } catch (ErrnoException e) {
            failed(e);
        }
    }

    private interface Work {
        void on(Tracee tracee) throws ErrnoException;
    }

    private void trace(int process, Work work, Consumer<ErrnoException> failed) throws ErrnoException {
        Tracee tracee = new Tracee(means.posix, means.loop, process, () -> work.on(means.tracees.get(process)), failed);
        means.tracees.add(tracee);
    }

    /**
     * It goes on with the output that it has (spec dinit 9.9). One that has ended meanwhile refuses everything: the adoption
     * is not complete, and its end is reported when it is reaped.
     */
    private void failed(ErrnoException why) {
        if (!ended && ProcessStat.hasEnded(pid, means.posix)) {
            return;
        }
        if (!ended) {
            means.messages.warn(writer.label() + ": error redirecting stdout and stderr: " + Reason.of(why));
        }
        means.loop.after(0, done);
    }

    /** Its 1 and 2, wherever they lead, and what else is the same. */
    private List<Replacement> ofFirst() throws ErrnoException {
        List<Descriptor> outputs = new ArrayList<>();
        List<Descriptor> others = new ArrayList<>();
        outputs.add(standard(OUT));
        others.add(standard(ERR));
        for (Descriptor descriptor : OpenFiles.of(means.posix, pid)) {
            if (descriptor.number() >= FIRST_OTHER && descriptor.writable()) {
                if (isSame(descriptor, output)) {
                    outputs.add(descriptor);
                } else if (isSame(descriptor, errors)) {
                    others.add(descriptor);
                }
            }
        }
        return List.of(new Replacement(Stream.OUTPUT, outputs), new Replacement(Stream.ERRORS, others));
    }

    private static Descriptor standard(int number) {
        FileStatus any = new FileStatus(FileStatus.Type.OTHER, 0, 0, 0, 0, 0, 0);
        return new Descriptor(number, any, true, false);
    }

    private static boolean isSame(Descriptor descriptor, @Nullable FileStatus file) {
        return file != null && descriptor.file().sameFile(file);
    }

    /** Of a descendant, those that are what the first one's were. */
    private List<Replacement> ofDescendant(int process) throws ErrnoException {
        List<Descriptor> outputs = new ArrayList<>();
        List<Descriptor> others = new ArrayList<>();
        for (Descriptor descriptor : OpenFiles.of(means.posix, process)) {
            if (descriptor.number() >= OUT && descriptor.writable()) {
                if (isSame(descriptor, output)) {
                    outputs.add(descriptor);
                } else if (isSame(descriptor, errors)) {
                    others.add(descriptor);
                }
            }
        }
        List<Replacement> all = new ArrayList<>();
        if (!outputs.isEmpty()) {
            all.add(new Replacement(Stream.OUTPUT, outputs));
        }
        if (!others.isEmpty()) {
            all.add(new Replacement(Stream.ERRORS, others));
        }
        return all;
    }

    /** Makes the replacements one after the other, lets the process go, and goes on. */
    private void replace(Tracee tracee, List<Replacement> all, Runnable next) throws ErrnoException {
        if (all.isEmpty()) {
            tracee.leave(next);
            return;
        }
        Stream stream = all.getFirst().stream();
        List<Descriptor> targets = all.getFirst().targets();
        Tracee.Next rest = () -> replace(tracee, all.subList(1, all.size()), next);
        tracee.pipe((reader, end) -> raise(
                tracee,
                reader,
                high -> raise(tracee, end, source -> {
                    capture(tracee.pid(), high, stream);
                    duplicate(tracee, source, targets, () -> tracee.close(high, () -> tracee.close(source, rest)));
                })));
    }

    private interface Numbered {
        void accept(int fd) throws ErrnoException;
    }

    /** A descriptor that has one of the standard numbers, since that was free, is moved away. */
    private static void raise(Tracee tracee, int fd, Numbered next) throws ErrnoException {
        if (fd >= FIRST_OTHER) {
            next.accept(fd);
        } else {
            tracee.duplicateAbove(fd, FIRST_OTHER, copy -> tracee.close(fd, () -> next.accept((int) copy)));
        }
    }

    private void capture(int process, int reader, Stream stream) throws ErrnoException {
        String path = "/proc/" + process + "/fd/" + reader;
        int fd = means.posix.open(path, Files.READ | Files.NONBLOCK, 0);
        if (means.posix.fstat(fd).type() != FileStatus.Type.FIFO) { // another thread of it has changed what is there
            means.posix.close(fd);
            throw new ErrnoException("open", path, Errno.EBADF);
        }
        captures.removeIf(Capture::isClosed);
        captures.add(means.captures.open(fd, means.lines.of(writer, stream), () -> {}));
    }

    private static void duplicate(Tracee tracee, int source, List<Descriptor> targets, Tracee.Next next)
            throws ErrnoException {
        if (targets.isEmpty()) {
            next.run();
            return;
        }
        Descriptor target = targets.getFirst();
        tracee.duplicate(
                source,
                target.number(),
                target.closedOnExec(),
                () -> duplicate(tracee, source, targets.subList(1, targets.size()), next));
    }

    private void findDescendants() {
        List<Integer> found = new ArrayList<>();
        collect(new ProcessTable(means.posix, pid), pid, found);
        found.removeIf(process -> !tried.add(process));
        rounds++;
        if (found.isEmpty() || rounds > ROUNDS) {
            done.run();
        } else {
            descendants.addAll(found);
            nextDescendant();
        }
    }

    private static void collect(ProcessTable table, int parent, List<Integer> found) {
        for (int child : table.pidsOfChildren(parent)) {
            found.add(child);
            collect(table, child, found);
        }
    }

    private void nextDescendant() {
        Integer process = descendants.poll();
        if (process == null) {
            findDescendants();
            return;
        }
        try {
            List<Replacement> replacements = ofDescendant(process);
            if (replacements.isEmpty()) {
                means.loop.after(0, this::nextDescendant);
                return;
            }
            String stream = replacements.getFirst().stream() == Stream.OUTPUT ? "stdout" : "stderr";
            trace(
                    process,
                    tracee -> replace(tracee, ofDescendant(process), this::nextDescendant),
                    why -> descendantFailed(process, stream, why));
        } catch (ErrnoException e) {
            descendantFailed(process, "stdout", e);
        }
    }

    private void descendantFailed(int process, String stream, ErrnoException why) {
        if (why.errno() != Errno.ESRCH && why.errno() != Errno.ENOENT) {
            means.messages.warn(
                    "error replacing " + stream + " fd for process with PID " + process + ": " + Reason.of(why));
        }
        means.loop.after(0, this::nextDescendant);
    }

    @Override
    public void ended(Runnable task) {
        ended = true;
        Captures.drain(List.copyOf(captures), task);
    }
}
