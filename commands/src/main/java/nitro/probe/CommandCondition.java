package nitro.probe;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import nitro.probe.ProcessRunner.RunningProcess;
import org.jspecify.annotations.Nullable;

/** {@code exec:COMMAND}: a shell command exits 0. It has until the condition's own time is over. */
public final class CommandCondition extends Attempts {
    private static final String SHELL = "/bin/sh";

    private final String command;
    private @Nullable RunningProcess child;

    public CommandCondition(String text, ProbeContext context, long pause, String command) {
        super(text, context, pause);
        this.command = command;
        missed("it still runs");
    }

    @Override
    protected void attempt() {
        try {
            int nothing = posix().open("/dev/null", Files.READ | Files.WRITE, 0);
            try {
                List<Duplicate> duplicates = List.of(new Duplicate(nothing, 0), new Duplicate(nothing, 1));
                child = context.processes()
                        .run(SHELL, List.of("sh", "-c", command), context.environment(), duplicates, this::ended);
            } finally {
                posix().close(nothing);
            }
        } catch (ErrnoException e) {
            failed(e.getMessage());
        }
    }

    private void ended(WaitStatus status) {
        child = null;
        if (status.exited() && status.exitStatus() == 0) {
            found();
        } else {
            failed(status.exited() ? "exit status " + status.exitStatus() : "killed by signal " + status.signal());
        }
    }

    @Override
    protected void abandon() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }
}
