package nitro.front.nitro;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import nitro.define.directory.NeedsFiles;
import nitro.define.directory.Policy;
import nitro.define.directory.PolicyFiles;
import nitro.define.directory.RestartFiles;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.define.directory.ServicePrograms;
import nitro.engine.Definitions;
import nitro.engine.Observer;
import nitro.engine.model.Ended;
import nitro.engine.model.Errors;
import nitro.engine.model.Finish;
import nitro.engine.model.Needs;
import nitro.engine.model.Program;
import nitro.engine.model.Readiness;
import nitro.engine.model.Role;
import nitro.engine.model.Run;
import nitro.engine.model.Start;
import nitro.engine.model.Stop;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of services, read from their directories whenever the engine asks (spec 1.4); except their log links.
 */
final class DirectoryDefinitions implements Definitions, Observer {
    private final ServiceFiles files;
    private final LoadedNames names;
    private final LogLinks links;

    private final PolicyFiles policyFiles;
    private final NeedsFiles needsFiles;
    private Predicate<String> loader = _ -> false;
    private final Consumer<String> messages;

    /** The policies that were in force at the last start, of the services that had any. */
    private final Map<String, Policy> policies = new HashMap<>();

    /** The service whose start has just found no small text file; empty if there is none. */
    private String plain = "";

    /** The services that had {@code down-group} when that was last looked for. */
    private final Set<String> groups = new HashSet<>();

    /** @param messages takes what is wrong with a file that is read while the service runs */
    DirectoryDefinitions(ServiceFiles files, LoadedNames names, LogLinks links, Consumer<String> messages) {
        this.files = files;
        this.names = names;
        this.links = links;
        this.policyFiles = new PolicyFiles(files);
        this.needsFiles = new NeedsFiles(files);
        this.messages = messages;
    }

    /** @param loader loads a service that another needs, if it is not loaded and is on the disk; false if it is not */
    void loadBy(Predicate<String> loader) {
        this.loader = loader;
    }

    /** A service that does not exist is a fault where it is required, and a message elsewhere (spec needs 1.3). */
    @Override
    public Needs needs(String service) throws Gone, Unreadable {
        boolean none = service.equals(plain); // as its start has found just now
        plain = "";
        if (none || !ServiceFiles.mayHaveTexts(files.namesOf(name(service)))) {
            return Needs.NONE;
        }
        Needs needs = readNeeds(name(service));
        for (String other : needs.requires()) {
            if (!load(other)) {
                throw new Gone(service + ": requires " + other + ", which does not exist");
            }
        }
        for (String other : needs.wants()) {
            if (!load(other)) {
                messages.accept(service + ": wants " + other + ", which does not exist");
            }
        }
        return needs;
    }

    private Needs readNeeds(ServiceName name) throws Gone, Unreadable {
        try {
            return needsFiles.read(name);
        } catch (PolicyFiles.Fault e) {
            throw new Gone(e.getMessage());
        } catch (ErrnoException e) {
            throw cannotRead(name, e);
        }
    }

    /** Whether a service of this name is loaded, or has been loaded now. */
    private boolean load(String other) throws Unreadable {
        ServiceName name = names.of(other);
        try {
            return names.isInside(other) || name != null && files.isService(name) && loader.test(other);
        } catch (ErrnoException e) {
            throw new Unreadable("can't look at " + other + ": " + e.reason());
        }
    }

    @Override
    public Start start(String service) throws Gone, Unreadable {
        ServiceName name = name(service);
        files.lookAnew();
        List<String> names = files.namesOf(name);
        if (names == null && !files.hasDirectory(name)) {
            throw new Gone(service + ": its directory is gone");
        }
        plain = ServiceFiles.mayHaveTexts(names) ? "" : service;
        if (plain.isEmpty()) {
            readPolicy(name);
        } else {
            policies.remove(service);
        }
        boolean log = service.equals(ServiceName.LOG);
        return new Start(
                find(name, ServiceFile.SETUP),
                links.outputOf(service),
                log ? Errors.WITH_OUTPUT : Errors.INHERITED,
                log || links.isLogger(service));
    }

    /** All of them are read at each start, so that a mistake shows before anything runs (spec policies 1.2). */
    private void readPolicy(ServiceName name) throws Gone, Unreadable {
        try {
            Policy policy = policyFiles.read(name).with(RestartFiles.read(name, policyFiles));
            if (policy.equals(Policy.USUAL)) {
                policies.remove(name.text());
            } else {
                policies.put(name.text(), policy);
            }
        } catch (PolicyFiles.Fault e) {
            throw new Gone(e.getMessage());
        } catch (ErrnoException e) {
            throw cannotRead(name, e);
        }
    }

    /** For good, or for the moment. */
    private static Unreadable cannotRead(ServiceName name, ErrnoException e) throws Gone {
        String message = "can't read the files of " + name.text() + ": " + e.getMessage();
        if (e.errno().isPassing()) {
            return new Unreadable(message);
        }
        throw new Gone(message);
    }

    private Policy policy(ServiceName name) {
        return policies.getOrDefault(name.text(), Policy.USUAL);
    }

    /** The limit as the file says now; if that cannot be understood, as it was at the start (spec policies 1.2). */
    private int stopLimitMs(ServiceName name) {
        try {
            return policyFiles.stopLimitMs(name);
        } catch (PolicyFiles.Fault | ErrnoException e) {
            messages.accept(e.getMessage());
            return policy(name).stopLimitMs();
        }
    }

    private int finishLimitMs(ServiceName name) {
        try {
            return policyFiles.finishLimitMs(name);
        } catch (PolicyFiles.Fault | ErrnoException e) {
            messages.accept(e.getMessage());
            return policy(name).finishLimitMs();
        }
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
            return new Run(
                    program,
                    ServicePrograms.readiness(files.notification(name)),
                    policy(name).restart());
        } catch (ErrnoException e) {
            throw cannotExecute(name, ServiceFile.RUN, e);
        }
    }

    @Override
    public Stop stop(String service, Role role, int pid) {
        ServiceName name = name(service);
        boolean own = !name.isInside() || files.hasDirectory(name);
        if (role != Role.RUN || !own) {
            return Stop.TERM;
        }
        return new Stop(stopper(name, pid), files.stopSignal(name), clearsGroup(service), true, stopLimitMs(name));
    }

    /** The program that is executed in place of the stop signal, if there is one (spec policies 2.1). */
    private @Nullable Program stopper(ServiceName name, int pid) {
        if (!files.has(name, ServiceFile.STOP)) {
            return null;
        }
        Program program = ServicePrograms.of(name, ServiceFile.STOP, List.of(String.valueOf(pid)));
        return new Program(
                program.label(), program.path(), program.argv(), program.directory(), List.of("NITRO_PID=" + pid));
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
        return new Finish(ServicePrograms.of(name, ServiceFile.FINISH, arguments), finishLimitMs(name));
    }

    @Override
    public void forgotten(String service) {
        groups.remove(service);
        policies.remove(service);
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
