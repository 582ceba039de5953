package nitro.front.dinit;

import java.util.List;
import nitro.define.runit.ServiceTree;
import nitro.engine.Definitions;
import nitro.engine.model.Ended;
import nitro.engine.model.Errors;
import nitro.engine.model.Finish;
import nitro.engine.model.Output;
import nitro.engine.model.Readiness;
import nitro.engine.model.Restart;
import nitro.engine.model.RestartPolicy;
import nitro.engine.model.Role;
import nitro.engine.model.Run;
import nitro.engine.model.Start;
import nitro.engine.model.Stop;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Defines the services of a directory for the engine (spec dinit 3 to 5). A service NAME is one or two of the engine's:
 * {@code NAME/run}, and {@code NAME/log}, which reads its output.
 */
final class RunitDefinitions implements Definitions {
    private static final String RUN = "/run";
    private static final String LOG = "/log";

    private final ServiceTree tree;

    RunitDefinitions(ServiceTree tree) {
        this.tree = tree;
    }

    /** The engine's name of the service itself. */
    static String runOf(String name) {
        return name + RUN;
    }

    /** The engine's name of a service's logger. */
    static String loggerOf(String name) {
        return name + LOG;
    }

    static boolean isRun(String service) {
        return service.endsWith(RUN);
    }

    /** The service's own name. */
    static String name(String service) {
        return service.substring(0, service.length() - (isRun(service) ? RUN : LOG).length());
    }

    @Override
    public Start start(String service) {
        String name = name(service);
        boolean logged = isRun(service) && tree.hasLogger(name);
        Output output = logged ? new Output.Into(loggerOf(name), false, false, false) : new Output.Captured();
        return new Start(null, output, Errors.CAPTURED, false);
    }

    @Override
    public Run run(String service) {
        String name = name(service);
        return new Run(
                isRun(service) ? tree.run(name) : tree.logger(name),
                new Readiness.ByCommand(),
                RestartPolicy.of(Restart.NEVER));
    }

    @Override
    public Stop stop(String service, Role role, int pid) {
        return new Stop(
                tree.terminate(name(service), List.of("DINIT_PID=" + pid)), Signal.TERM, false, false, Stop.NEVER);
    }

    @Override
    public boolean endsAll(String service, Ended how) {
        return isRun(service) && how.exitStatus() != ExitCode.DISABLED;
    }

    @Override
    public boolean clearsGroup(String service) {
        return false;
    }

    @Override
    public @Nullable Finish finish(String service, Ended how) {
        return null;
    }
}
