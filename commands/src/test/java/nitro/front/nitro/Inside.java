package nitro.front.nitro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import nitro.engine.Happening;
import nitro.engine.Interior;
import nitro.engine.Observer;
import nitro.engine.Obstacle;
import nitro.engine.Snapshot;
import nitro.engine.life.Event;
import nitro.engine.life.LifeCycle;
import nitro.engine.life.LifeCycle.Facts;
import nitro.engine.life.Phase;
import nitro.engine.life.Verdict;
import nitro.engine.model.Needs;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** What the simulation sees of a supervisor's inside; it cannot touch anything. */
public final class Inside implements Observer {
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
    private @Nullable Supervision supervision;

    public Inside(Eye eye) {
        this.eye = eye;
    }

    /** A supervisor to look into. */
    public Nitro nitro() {
        return new Nitro(() -> "test", this::begins);
    }

    private void begins(Supervision begun) {
        supervision = begun;
        begun.engine.observe(this);
        eye.begins();
    }

    @Override
    public void happened(Happening happening) {
        Snapshot service = happening.service();
        eye.happens(
                look(service, happening.before()),
                happening.event().name(),
                service.phase().name(),
                true);
    }

    @Override
    public void impossible(Snapshot service, Event event) {
        eye.happens(
                look(service, service.phase()), event.name(), service.phase().name(), false);
    }

    /** All loaded services, in order. */
    public List<Look> services() {
        List<Look> looks = new ArrayList<>();
        if (supervision != null) {
            supervision.services.after("").forEach(service -> looks.add(look(service, service.phase())));
        }
        return looks;
    }

    /** One loaded service; null if there is none of that name. */
    public @Nullable Look get(String name) {
        Snapshot service = supervision == null ? null : supervision.services.get(name);
        return service == null ? null : look(service, service.phase());
    }

    /** What a service needs, as the engine knows. */
    Needs needs(String name) {
        return Objects.requireNonNull(supervision).engine.needs(name);
    }

    /** What keeps a service from starting, as the engine knows. */
    List<Obstacle> obstacles(String name) {
        return Objects.requireNonNull(supervision).engine.obstacles(name);
    }

    /** Whether nitro is shutting down or rebooting. */
    public boolean closing() {
        return supervision != null && supervision.shutdown.kind() != null;
    }

    /** Whether SYS/setup runs, or is to be tried again. */
    public boolean inSetup() {
        return supervision != null && supervision.system.inSetup();
    }

    private Look look(Snapshot service, Phase phase) {
        Supervision inside = Objects.requireNonNull(supervision);
        Interior interior = new Interior(inside.engine, service.name());
        String logger = inside.links.loggerOf(service.name());
        return new Look(
                service.name(),
                phase.name(),
                States.of(phase),
                phase.clock().name(),
                service.program() == null ? "" : service.program().name().toLowerCase(Locale.ROOT),
                service.pid(),
                interior.settles(),
                service.deadline(),
                interior.readiness(),
                interior.pipe(),
                inside.links.linkOf(service.name()).name(),
                logger == null ? "" : logger,
                service.output());
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
                if (!LifeCycle.next(phase, event, new Facts(false, 0, false, Verdict.AGAIN, false, true, false))
                        .possible()) {
                    pairs.add(phase + " " + event);
                }
            }
        }
        return pairs;
    }
}
