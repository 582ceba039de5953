package nitro.front.dinit;

import java.util.List;
import java.util.function.Supplier;
import nitro.engine.output.StandardOutputs;
import nitro.loop.Loop;
import nitro.machine.StandardStreams;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** The command {@code dinit}: the init of a container, in the place of tozd/dinit. */
public final class Dinit implements Command {
    /** An output that takes no byte for so long at the end is given up (spec dinit 5.7). */
    static final int GIVE_UP_AFTER_MS = 2000;

    private static final int INIT = 1;

    private static final String HELP = """
            usage: dinit

            Runs the services in a directory, one sub-directory each, until one of them ends
            or it is told to end by SIGTERM, SIGINT, SIGHUP or SIGQUIT. It is the init of a
            container, or reaps for one. Arguments are ignored; settings are environment
            variables:

              DINIT_DIR                  the directory (/etc/service)
              DINIT_JSON_STDOUT          0: services write text to standard output, not JSON
              DINIT_LOG_LEVEL            none, error, warn, info or debug (warn)
              DINIT_REPARENTING_POLICY   terminate, adopt or ignore orphans (terminate)
              DINIT_KILL_TIMEOUT         seconds between TERM and KILL for orphans (30)

            A service has an executable `run`; if need be `log/run`, which reads its output,
            and `terminate`, which is executed to stop it.
            Exit status: 0 after a signal, 1 when dinit failed, 3 when a service did.
            """;

    private final Supplier<String> version;

    /** @param version what the build calls itself */
    public Dinit(Supplier<String> version) {
        this.version = version;
    }

    @Override
    public int run(Invocation invocation, Platform platform) {
        Posix posix = platform.posix();
        boolean init = posix.getpid() == INIT;
        if (!init && invocation.args().equals(List.of("--help"))) {
            invocation.out().print(HELP);
            return 0;
        }
        if (!init && invocation.args().equals(List.of("--version"))) {
            invocation.out().println("dinit " + version.get());
            return 0;
        }
        ExitCode exit = new ExitCode();
        try {
            live(posix, invocation, exit);
        } catch (ErrnoException e) {
            exit.failed();
            if (!invocation.variable(Settings.LEVEL).equals("none")) {
                invocation.err().println(Messages.error(posix.wallClock(), "exiting: " + Reason.of(e)));
            }
        }
        posix.mayExit();
        return exit.get();
    }

    private static void live(Posix posix, Invocation invocation, ExitCode exit) throws ErrnoException {
        StandardStreams streams = new StandardStreams(posix);
        streams.repair();
        Loop loop = new Loop(posix, error -> invocation.err().println("dinit: internal error: " + error));
        StandardOutputs outputs = StandardOutputs.of(posix, loop);
        Messages messages = new Messages(posix, outputs.err());
        try {
            Settings settings = Settings.of(invocation::variable);
            messages.level(settings.level());
            int devNull = streams.openNull();
            new Container(posix, loop, settings, outputs, messages, exit, invocation.environment(), devNull).begin();
            streams.drainBy(loop);
        } catch (Settings.Invalid e) {
            messages.level(e.level());
            messages.error(e.getMessage());
            exit.failed();
            outputs.giveUpAfter(GIVE_UP_AFTER_MS);
            outputs.whenWritten(loop::stop);
        }
        loop.run();
    }
}
