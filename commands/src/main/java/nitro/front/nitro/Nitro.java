package nitro.front.nitro;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceName;
import nitro.machine.Boot;
import nitro.machine.SelfHelper;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;

/** The command {@code nitro}: the supervisor, or one of the two small helpers that it executes itself as. */
public final class Nitro implements Command {
    private static final int INIT = 1;

    private static final int USAGE = 2;

    private final Supplier<String> version;
    private final Consumer<Supervision> prepared;

    /** @param version what the build calls itself */
    public Nitro(Supplier<String> version) {
        this(version, supervision -> {});
    }

    /** @param prepared told of each life when all is prepared and no service is loaded yet: the eyes of the simulation */
    Nitro(Supplier<String> version, Consumer<Supervision> prepared) {
        this.version = version;
        this.prepared = prepared;
    }

    private static String help() {
        return """
            usage: nitro [DIRECTORY]

            Supervises the services in DIRECTORY (default /etc/nitro), one subdirectory
            each, until SIGTERM, SIGINT or `nitroctl Shutdown`. As pid 1 it is the init of
            the machine or container.

            A service directory has an executable `%s`, and optionally `%s`, `%s`,
            a symlink `%s` to the service that logs its output, `%s`, `%s`,
            `%s` and `%s`.

            The control socket is NITRO_SOCK, by default /run/nitro/nitro.sock, or, for a
            user, $XDG_RUNTIME_DIR/nitro/nitro.sock. SIGHUP rescans DIRECTORY.
            Exit status: 0, or 111 when it cannot start or go on.
            """.formatted(
                        ServiceFile.RUN.file(),
                        ServiceFile.SETUP.file(),
                        ServiceFile.FINISH.file(),
                        ServiceFile.LOG.file(),
                        ServiceFile.DOWN.file(),
                        ServiceFile.DOWN_SIGNAL.file(),
                        ServiceFile.DOWN_GROUP.file(),
                        ServiceFile.NOTIFICATION_FD.file());
    }

    @Override
    public int run(Invocation invocation, Platform platform) {
        Posix posix = platform.posix();
        boolean init = posix.getpid() == INIT;
        List<String> args = invocation.args();
        Integer helped = SelfHelper.act(posix, invocation, ServiceName.SYS + "/");
        if (helped != null) {
            return helped;
        }
        boolean machine = init && Boot.takeMachine(posix);
        if (!machine && args.equals(List.of("--help"))) {
            invocation.out().print(help());
            return 0;
        }
        if (!machine && args.equals(List.of("--version"))) {
            invocation.out().println("nitro " + version.get());
            return 0;
        }
        if (!machine && args.size() > 1) {
            invocation.err().println("usage: nitro [DIRECTORY]");
            return USAGE;
        }
        return new Daemon(posix, invocation, init, machine, prepared).run();
    }
}
