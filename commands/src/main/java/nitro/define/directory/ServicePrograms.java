package nitro.define.directory;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.engine.model.Program;
import nitro.engine.model.Readiness;
import nitro.engine.model.Timing;

/** Makes the engine's values of what a service directory says. */
public final class ServicePrograms {
    private ServicePrograms() {}

    /**
     * A script of a service: it is executed in the service's directory, and the parameter of an instance is its last
     * argument (spec 1.5, 2.1).
     *
     * @param arguments what comes before the parameter
     */
    public static Program of(ServiceName name, ServiceFile script, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(script.file());
        argv.addAll(arguments);
        if (name.parameter() != null) {
            argv.add(name.parameter());
        }
        return new Program(name.text() + "/" + script.file(), script.file(), argv, name.directory());
    }

    /** A script of nitro's own, executed in its directory: {@code SYS} or an older one. */
    public static Program of(String directory, SystemFile script, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(script.file());
        argv.addAll(arguments);
        return new Program(directory + "/" + script.file(), script.file(), argv, directory);
    }

    public static Readiness readiness(Notification notification) {
        return switch (notification) {
            case Notification.Settles _ -> new Readiness.Settles(Timing.SETTLE_MS);
            case Notification.ByCommand _ -> new Readiness.ByCommand();
            case Notification.OnDescriptor(int number) -> new Readiness.OnDescriptor(number);
        };
    }
}
