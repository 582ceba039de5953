package nitro.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import nitro.engine.graph.Circle;
import nitro.engine.graph.Graph;
import nitro.engine.life.Phase;
import nitro.engine.model.Needs;
import org.jspecify.annotations.Nullable;

/**
 * The needs of services, and the obstacles that keep each from starting at present (spec engine 2.3, 3.1).
 *
 * <p>Nothing is polled: of the services that keep a blocked one from starting, one is its witness, and the blocked one is
 * looked at again when something happens to that one. So a change costs by the services that it concerns.
 */
final class Gate {
    private final Registry registry;

    /** The needs of the services that have any, as of their last start or of the last look at their definition. */
    private final Map<String, Needs> needs = new HashMap<>();

    private final Graph<String> requires = new Graph<>();
    private final Graph<String> earlier = new Graph<>();
    private final Graph<String> conflicts = new Graph<>();

    /** The witness of each blocked service. */
    private final Graph<String> witnesses = new Graph<>();

    Gate(Registry registry) {
        this.registry = registry;
    }

    /** From now on these are the needs of the service. */
    void set(String service, Needs now) {
        Needs before = needs(service);
        if (!before.equals(now)) {
            before.requires().forEach(other -> requires.release(service, other));
            before.after().forEach(other -> earlier.release(service, other));
            before.conflicts().forEach(other -> conflicts.release(service, other));
            now.requires().forEach(other -> requires.require(service, other));
            now.after().forEach(other -> earlier.require(service, other));
            now.conflicts().forEach(other -> conflicts.require(service, other));
            if (now.equals(Needs.NONE)) {
                needs.remove(service);
            } else {
                needs.put(service, now);
            }
        }
    }

    Needs needs(String service) {
        return needs.getOrDefault(service, Needs.NONE);
    }

    /** The services that require this one. */
    Set<String> dependents(String service) {
        return requires.dependents(service);
    }

    /** All that keeps the service from starting at present, requirements first. */
    List<Obstacle> obstacles(String service) {
        List<Obstacle> found = new ArrayList<>();
        Needs own = needs(service);
        own.requires().stream().filter(other -> !isFulfilled(other)).forEach(other -> found.add(required(other)));
        own.after().stream().filter(this::isComing).forEach(other -> found.add(earlier(other)));
        own.conflicts().stream().filter(other -> runsBeside(other, service)).forEach(o -> found.add(conflicting(o)));
        conflicts.dependents(service).stream()
                .filter(other -> runsBeside(other, service) && !own.conflicts().contains(other))
                .forEach(other -> found.add(conflicting(other)));
        return found;
    }

    private static Obstacle required(String service) {
        return new Obstacle(Obstacle.Kind.REQUIRED, service);
    }

    private static Obstacle earlier(String service) {
        return new Obstacle(Obstacle.Kind.EARLIER, service);
    }

    private static Obstacle conflicting(String service) {
        return new Obstacle(Obstacle.Kind.CONFLICTING, service);
    }

    /** Whether anything keeps the service from starting at present. */
    boolean holds(Service service) {
        return witness(service.name) != null;
    }

    /**
     * A service that keeps this one from starting, the last of its kind: those of a list mostly come up in its order, and
     * so the last has the longest use.
     */
    private @Nullable String witness(String service) {
        Needs own = needs(service);
        for (String other : own.requires().reversed()) {
            if (!isFulfilled(other)) {
                return other;
            }
        }
        for (String other : own.after().reversed()) {
            if (isComing(other)) {
                return other;
            }
        }
        for (String other : own.conflicts()) {
            if (runsBeside(other, service)) {
                return other;
            }
        }
        for (String other : conflicts.dependents(service)) {
            if (runsBeside(other, service)) {
                return other;
            }
        }
        return null;
    }

    private boolean isFulfilled(String required) {
        Service service = registry.get(required);
        return service != null
                && !service.stopOrdered
                && (service.phase == Phase.UP || service.phase == Phase.ONESHOT || service.phase == Phase.DONE);
    }

    /** Whether it is wanted, and its start has neither succeeded nor failed yet. */
    private boolean isComing(String first) {
        Service service = registry.get(first);
        return service != null
                && !service.attempted
                && switch (service.phase) {
                    case DELAYED,
                            BLOCKED,
                            BEGINNING,
                            SETTING_UP,
                            STARTING,
                            RESTARTING_SETUP,
                            RESTARTING,
                            REFINISHING,
                            FAILING_UP -> true;
                    case DOWN,
                            UP,
                            ONESHOT,
                            STOPPING_SETUP,
                            STOPPING,
                            FINISHING,
                            FAILING,
                            FAILING_DOWN,
                            FATAL,
                            ENDING,
                            DONE -> false;
                };
    }

    private boolean runsBeside(String other, String service) {
        Service there = registry.get(other);
        return there != null && !other.equals(service) && !there.phase.isIdle();
    }

    /** The service is blocked: it is among the answers of {@link #concerned} when that may have changed. */
    void watch(Service blocked) {
        forgetWitness(blocked.name);
        String witness = witness(blocked.name);
        witnesses.require(blocked.name, witness == null ? blocked.name : witness);
    }

    /** The blocked services that may not be held any more, now that something happened to {@code changed}. */
    List<Service> concerned(Service changed) {
        Set<String> waiting = witnesses.dependents(changed.name);
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Service> free = new ArrayList<>();
        for (String name : List.copyOf(waiting)) {
            Service service = registry.get(name);
            if (service == null || service.phase != Phase.BLOCKED) {
                forgetWitness(name);
            } else {
                watch(service);
                if (!holds(service)) {
                    free.add(service);
                }
            }
        }
        return free;
    }

    private void forgetWitness(String blocked) {
        for (String witness : List.copyOf(witnesses.requirements(blocked))) {
            witnesses.release(blocked, witness);
        }
    }

    /** The service is not there any more. */
    void forget(String service) {
        set(service, Needs.NONE);
        forgetWitness(service);
    }

    /**
     * The services that wait for each other for ever, this blocked one among them, each for the next and the last for the
     * first; empty if there are none. Only one that others wait for can close such a circle.
     */
    List<String> circle(Service blocked) {
        return Circle.through(blocked.name, this::blockedFor);
    }

    /** The circle in words: what each of its members waits for. */
    String spellOut(List<String> circle) {
        StringJoiner waits = new StringJoiner(", ");
        for (int i = 0; i < circle.size(); i++) {
            String other = circle.get((i + 1) % circle.size());
            boolean required = needs(circle.get(i)).requires().contains(other);
            waits.add(circle.get(i) + (required ? " requires " : " starts after ") + other);
        }
        return waits.toString();
    }

    /** The blocked services for which a blocked service waits, but for those in conflict with it, which do not run. */
    private List<String> blockedFor(String service) {
        List<String> found = new ArrayList<>();
        Needs own = needs(service);
        for (String other : own.requires()) {
            if (isBlocked(other)) {
                found.add(other);
            }
        }
        for (String other : own.after()) {
            if (isBlocked(other) && isComing(other)) {
                found.add(other);
            }
        }
        return found;
    }

    private boolean isBlocked(String name) {
        Service service = registry.get(name);
        return service != null && service.phase == Phase.BLOCKED;
    }

    /** Whether a blocked service may wait for this one, so that it can close a circle. */
    boolean isAwaited(Service service) {
        return requires.dependents(service.name).stream().anyMatch(this::isBlocked)
                || earlier.dependents(service.name).stream().anyMatch(this::isBlocked);
    }
}
