package nitro.front.nitro;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.define.directory.ServicePrograms;
import nitro.engine.Definitions;
import nitro.engine.Observer;
import nitro.engine.model.Ended;
import nitro.engine.model.Errors;
import nitro.engine.model.Finish;
import nitro.engine.model.Program;
import nitro.engine.model.Readiness;
import nitro.engine.model.Role;
import nitro.engine.model.Run;
import nitro.engine.model.Start;
import nitro.engine.model.Stop;
import nitro.engine.model.Timing;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of services, read from their directories whenever the engine asks (spec 1.4); except their log links.
 */
final class DirectoryDefinitions implements Definitions, Observer {
    private final ServiceFiles files;
    private final LoadedNames names;
    private final LogLinks links;

    /** The services that had {@code down-group} when that was last looked for. */
    private final Set<String> groups = new HashSet<>();

    DirectoryDefinitions(ServiceFiles files, LoadedNames names, LogLinks links) {
        this.files = files;
        this.names = names;
        this.links = links;
    }

    @Override
    public Start start(String service) throws Gone, Unreadable {
        ServiceName name = name(service);
        files.lookAnew();
        if (!files.hasDirectory(name)) {
            throw new Gone(service + ": its directory is gone");
        }
        boolean log = service.equals(ServiceName.LOG);
        return new Start(
                find(name, ServiceFile.SETUP),
                links.outputOf(service),
                log ? Errors.WITH_OUTPUT : Errors.INHERITED,
                log || links.isLogger(service));
    }

    @Override
    public Run run(String service) throws Unreadable {
        ServiceName name = name(service);
        if (name.isInside() && !files.hasDirectory(name)) {
            throw new Unreadable(service + ": its directory is gone");
        }
        Program program = find(name, ServiceFile.RUN);
        if (program == null) {
            return new Run(null, new Readiness.ByCommand());
        }
        try {
            return new Run(program, ServicePrograms.readiness(files.notification(name)));
        } catch (ErrnoException e) {
            throw cannotExecute(name, ServiceFile.RUN, e);
        }
    }

    @Override
    public Stop stop(String service, Role role, int pid) {
        boolean own = !name(service).isInside() || files.hasDirectory(name(service));
        return role == Role.RUN && own ? Stop.of(files.stopSignal(name(service)), clearsGroup(service)) : Stop.TERM;
    }

    @Override
    public boolean clearsGroup(String service) {
        try {
            if (files.stopsGroup(name(service))) {
                groups.add(service);
            } else {
                groups.remove(service);
            }
        } catch (ErrnoException e) {
            // As it was when that could be told: who is in the group may not be meant to die.
        }
        return groups.contains(service);
    }

    /** Its arguments are how run ended: the exit status and the signal (spec 1.4). */
    @Override
    public @Nullable Finish finish(String service, Ended how) {
        ServiceName name = name(service);
        if (!files.has(name, ServiceFile.FINISH) || name.isInside() && !files.hasDirectory(name)) {
            return null;
        }
        List<String> arguments = List.of(String.valueOf(how.exitStatus()), String.valueOf(how.signal()));
        return new Finish(ServicePrograms.of(name, ServiceFile.FINISH, arguments), Timing.FINISH_LIMIT_MS);
    }

    @Override
    public void forgotten(String service) {
        groups.remove(service);
    }

    private @Nullable Program find(ServiceName name, ServiceFile script) throws Unreadable {
        try {
            return files.finds(name, script) ? ServicePrograms.of(name, script, List.of()) : null;
        } catch (ErrnoException e) {
            throw cannotExecute(name, script, e);
        }
    }

    private static Unreadable cannotExecute(ServiceName name, ServiceFile script, ErrnoException e) {
        return new Unreadable("can't exec " + name.text() + "/" + script.file() + ": " + e.reason());
    }

    /** Only what can be the name of a service is loaded. */
    private ServiceName name(String service) {
        return Objects.requireNonNull(names.of(service));
    }
}
