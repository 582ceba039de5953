package nitro.log.write;

import java.util.ArrayList;
import java.util.List;
import nitro.command.RegularFile;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import org.jspecify.annotations.Nullable;

/**
 * The processes that work on a directory's rotated files beside us: its processor, then the compressor, one of each at a
 * time, on the oldest file that needs it. What is to be done is seen from the names of the files, so a crash forgets none.
 */
final class Helpers {
    private static final int STATE = 4;
    private static final int NEW_STATE = 5;
    private static final int OUTPUT = 0644;
    private static final int COMPLETE = 0744;
    private static final int TRIES_SOON = 10;
    private static final int RETRY_SOON_MS = 1000;
    private static final int RETRY_LATER_MS = 60_000;

    /** A helper that runs, and on which file; pid 0 if none does. */
    private record Job(int pid, String stem) {
        static final Job NONE = new Job(0, "");

        boolean runs() {
            return pid != 0;
        }
    }

    private final Posix posix;
    private final Invocation call;
    private final OldFiles old;
    private final String directory;
    private final boolean compress;
    private Job processing = Job.NONE;
    private Job compressing = Job.NONE;
    private @Nullable Timer retry;
    private int failures;

    Helpers(Posix posix, Invocation call, OldFiles old, String directory, boolean compress) {
        this.posix = posix;
        this.call = call;
        this.old = old;
        this.directory = directory;
        this.compress = compress;
    }

    /** Whether the processor is at work: a second one waits for it. */
    boolean isProcessing() {
        return processing.runs();
    }

    boolean isIdle() {
        return !processing.runs() && !compressing.runs();
    }

    /** Whether that is one of them. */
    boolean isOurs(int pid) {
        return pid == processing.pid || pid == compressing.pid;
    }

    /**
     * Has {@code task} run after a pause, which is a minute when ten in a row were of no use; the one that was to be run
     * before is forgotten.
     */
    void retry(Loop loop, Runnable task) {
        if (retry != null) {
            retry.cancel();
        }
        retry = loop.after(++failures < TRIES_SOON ? RETRY_SOON_MS : RETRY_LATER_MS, task);
    }

    /** Starts what there is work for. */
    void start(@Nullable String processor) throws ErrnoException {
        List<String> unprocessed = processor == null ? List.of() : old.stems(OldFiles.UNPROCESSED);
        if (processor != null && !isProcessing() && !unprocessed.isEmpty()) {
            String stem = unprocessed.getFirst();
            processing = new Job(process(processor, stem), stem);
        }
        List<String> done = compress ? old.stems(OldFiles.DONE) : List.of();
        if (!compressing.runs() && !done.isEmpty()) {
            String stem = done.getFirst();
            compressing = new Job(compress(old.path(stem + OldFiles.DONE)), stem);
        }
    }

    /** Kills those that run, with all that they have started, and leaves their files to the next logger: a line for each. */
    List<String> kill() {
        List<String> lines = new ArrayList<>();
        kill(processing, OldFiles.UNPROCESSED + ": processor", lines);
        kill(compressing, OldFiles.DONE + ": compressing", lines);
        return lines;
    }

    private void kill(Job job, String what, List<String> lines) {
        if (job.runs()) {
            posix.kill(-job.pid, posix.number(Signal.KILL));
            lines.add(directory + "/" + job.stem + what + " took too long; left to the next logger");
        }
    }

    private int process(String processor, String stem) throws ErrnoException {
        List<Duplicate> descriptors = new ArrayList<>();
        try {
            open(stem + OldFiles.UNPROCESSED, Files.READ, 0, descriptors);
            open(stem + OldFiles.IN_PROCESS, Files.WRITE | Files.CREATE | Files.TRUNCATE, 1, descriptors);
            open(OldFiles.STATE, Files.READ | Files.WRITE | Files.CREATE, STATE, descriptors);
            open(OldFiles.NEW_STATE, Files.WRITE | Files.CREATE | Files.TRUNCATE, NEW_STATE, descriptors);
            return posix.spawn(new Spawn(
                    "/bin/sh",
                    List.of("sh", "-c", processor),
                    call.environment(),
                    directory,
                    descriptors,
                    Spawn.Leads.GROUP,
                    Spawn.INHERIT));
        } finally {
            for (Duplicate one : descriptors) {
                posix.close(one.source());
            }
        }
    }

    /** Our own descriptors are beyond 5 by now (see Intake), so no target is a source that comes later. */
    private void open(String name, int flags, int target, List<Duplicate> descriptors) throws ErrnoException {
        int fd = RegularFile.open(posix, old.path(name), flags | Files.NOFOLLOW, OUTPUT);
        descriptors.add(new Duplicate(fd, target));
    }

    private int compress(String file) throws ErrnoException {
        List<String> argv = call.self().argv("nitro-log", List.of(Compressor.OPTION, file));
        return posix.spawn(new Spawn(
                call.self().path(), argv, call.environment(), "", List.of(), Spawn.Leads.GROUP, Spawn.INHERIT));
    }

    /** Told of one of ours that ended; why its work is not done, else empty. */
    String ended(int pid, int status) {
        boolean processed = pid == processing.pid;
        Job job = processed ? processing : compressing;
        try {
            if (processed) {
                processing = Job.NONE;
                processed(job.stem, status == 0);
            } else {
                compressing = Job.NONE;
            }
        } catch (ErrnoException e) {
            return e.complaint();
        }
        failures = status == 0 ? 0 : failures;
        String what = processed ? OldFiles.UNPROCESSED + ": processor" : OldFiles.DONE + ": compressing";
        return status == 0 ? "" : directory + "/" + job.stem + what + " failed";
    }

    /** The processor's output takes the place of its input, in steps of which each can be the last. */
    private void processed(String stem, boolean success) throws ErrnoException {
        if (!success) {
            old.removeIfThere(stem + OldFiles.IN_PROCESS);
            return;
        }
        String output = old.path(stem + OldFiles.IN_PROCESS);
        int fd = RegularFile.open(posix, output, Files.READ | Files.NOFOLLOW, 0);
        try {
            posix.fchmod(fd, COMPLETE);
            posix.syncFile(fd);
        } catch (ErrnoException e) {
            throw e.of(output);
        } finally {
            posix.close(fd);
        }
        posix.rename(output, old.path(stem + OldFiles.DONE));
        old.keepState();
        old.sync();
        old.removeIfThere(stem + OldFiles.UNPROCESSED);
    }
}
