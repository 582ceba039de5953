package nitro.front.nitro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nitro.engine.Service;
import nitro.engine.Services;
import nitro.engine.Shutdown;
import nitro.engine.Witness;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.LifeCycle.Facts;
import nitro.engine.life.LifeCycle.Next;
import nitro.engine.life.Phase;
import nitro.posix.Files.Pipe;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** What the simulation sees of a supervisor's inside; it cannot touch anything. */
public final class Inside implements Witness {
    /** Told of what happens. */
    public interface Eye {
        /** A life of the supervisor begins; no service is loaded yet. */
        void begins();

        /** Something happens to a service; one that the life cycle calls impossible is a fault. */
        void happens(Look service, String event, String phaseAfter, boolean possible);
    }

    /**
     * One loaded service.
     *
     * @param clock what its phase waits for at most
     * @param script the one that runs, empty if none does
     * @param deadline of its timer, -1 if none runs
     * @param readiness the descriptor of its readiness pipe, -1 if there is none
     * @param pipe both descriptors of the pipe that it reads, empty if there is none
     * @param link what its log entry says
     * @param logger the service that its link names, empty if none
     * @param output the logger that it writes to at present, empty if none
     */
    public record Look(
            String name,
            String phase,
            State state,
            String clock,
            String script,
            int pid,
            boolean settles,
            long deadline,
            int readiness,
            List<Integer> pipe,
            String link,
            String logger,
            String output) {}

    private final Eye eye;
    private @Nullable Services services;
    private @Nullable Shutdown shutdown;

    public Inside(Eye eye) {
        this.eye = eye;
    }

    /** A supervisor to look into. */
    public Nitro nitro() {
        return new Nitro(() -> "test", this);
    }

    @Override
    public void begins(Services loaded, Shutdown ending) {
        services = loaded;
        shutdown = ending;
        eye.begins();
    }

    @Override
    public void happens(Service service, Event event, Next next) {
        eye.happens(look(service), event.name(), next.phase().name(), next.possible());
    }

    /** All loaded services, in order. */
    public List<Look> services() {
        List<Look> looks = new ArrayList<>();
        if (services != null) {
            for (Service service : services.all()) {
                looks.add(look(service));
            }
        }
        return looks;
    }

    /** One loaded service; null if there is none of that name. */
    public @Nullable Look get(String name) {
        Service service = services == null ? null : services.get(name);
        return service == null ? null : look(service);
    }

    /** Whether nitro is shutting down or rebooting. */
    public boolean closing() {
        return shutdown != null && shutdown.kind() != null;
    }

    private static Look look(Service service) {
        Pipe pipe = service.pipe;
        return new Look(
                service.name.text(),
                service.phase.name(),
                service.phase.state(),
                service.phase.clock().name(),
                service.running == null ? "" : service.running.file(),
                service.pid,
                service.settles,
                service.timer == null ? -1 : service.timer.deadline(),
                service.readiness == null ? -1 : service.readiness.fd,
                pipe == null ? List.of() : List.of(pipe.reader(), pipe.writer()),
                service.link.name(),
                nameOf(service.logger),
                nameOf(service.output));
    }

    private static String nameOf(@Nullable Service service) {
        return service == null ? "" : Objects.requireNonNull(service.name).text();
    }

    /** The names of all phases of a service. */
    public static List<String> phases() {
        return Arrays.stream(Phase.values()).map(Phase::name).toList();
    }

    /** The names of all events. */
    public static List<String> events() {
        return Arrays.stream(Event.values()).map(Event::name).toList();
    }

    /** The phase and event pairs, as {@code "PHASE EVENT"}, that the life cycle calls impossible. */
    public static Set<String> impossible() {
        Set<String> pairs = new HashSet<>();
        for (Phase phase : Phase.values()) {
            for (Event event : Event.values()) {
                if (!LifeCycle.next(phase, event, new Facts(false, false)).possible()) {
                    pairs.add(phase + " " + event);
                }
            }
        }
        return pairs;
    }
}
