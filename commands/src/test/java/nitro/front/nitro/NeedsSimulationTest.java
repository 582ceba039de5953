package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nitro.engine.Obstacle;
import nitro.posix.Errno;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakeProcess;
import nitro.posix.fake.Program;
import nitro.posix.fake.Spec;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Services that need each other, at random: graphs, orders, deaths and changes of the files, in virtual time. The promises
 * are those of the specification (spec needs 2, engine 3). {@code -Dsim.seeds=N} runs more seeds, {@code -Dsim.seed=N} one.
 */
class NeedsSimulationTest {
    private static final int SEEDS = Integer.getInteger("sim.seeds", 1000);
    private static final int LAST_ORDER_MS = 60_000;
    private static final int END_MS = 120_000;
    private static final int PAUSE_MS = 3000;
    private static final List<String> FILES = List.of("requires", "wants", "after", "conflicts");

    /** One life of nitro, with those who hold it to its promises. */
    private static final class Story implements Inside.Eye, Tap.Listener {
        private final Chance chance;
        private final Life life;
        private final List<String> names;
        private final Map<String, Integer> met;
        private final List<String> history = new ArrayList<>();

        /** The services with pauses before their restarts. */
        private final Set<String> paced = new TreeSet<>();

        /** When run ended by itself, of the services that are to be started again. */
        private final Map<String, Long> ended = new TreeMap<>();

        private boolean serves;

        /** A promise that was broken: the loop goes on after an error of a handler, so it is kept here. */
        private @Nullable AssertionError broken;

        Story(long seed, Map<String, Integer> met) {
            this.met = met;
            chance = Chance.of(seed);
            life = new Life(Chance.of(seed + 1), this);
            names = IntStream.range(0, 2 + chance.below(7))
                    .mapToObj(i -> "s" + i)
                    .toList();
            for (String name : names) {
                life.script(name + "/run", this::live);
                if (chance.one(3)) {
                    life.script(name + "/setup", Program.exits(chance.one(4) ? 1 : 0, chance.below(500)));
                }
                if (chance.one(4)) {
                    life.script(name + "/finish", Program.exits(chance.one(5) ? 125 : 0, chance.below(300)));
                }
                if (chance.one(6)) {
                    life.file(name + "/down", "");
                }
                restart(name);
                needs(name);
            }
            for (int i = chance.below(25); i > 0; i--) {
                life.at(100 + chance.below(LAST_ORDER_MS), this::act);
            }
            life.askAt(LAST_ORDER_MS + 1000, new Request.Rescan());
            life.at(END_MS - 1, this::rest);
            life.signalAt(END_MS, Signal.TERM);
        }

        void run() {
            life.run(this);
            AssertionError error = broken;
            if (error != null) {
                throw new AssertionError(error.getMessage() + "\n" + String.join("\n", history) + life.said(), error);
            }
        }

        private void restart(String name) {
            if (chance.one(3)) {
                life.file(
                        name + "/restart", chance.pick(List.of("always", "on-failure", "never", "on-failure 1 KILL")));
            }
            if (chance.one(4)) {
                life.file(name + "/backoff", PAUSE_MS / 1000 + " 9 4");
                paced.add(name);
            }
            if (chance.one(4)) {
                life.file(name + "/max-restarts", chance.pick(List.of("0", "1 30", "2 9")));
            }
        }

        private void needs(String name) {
            for (String file : FILES) {
                if (chance.one(3)) {
                    StringBuilder others = new StringBuilder();
                    for (int i = 1 + chance.below(2); i > 0; i--) {
                        int own = Integer.parseInt(name.substring(1));
                        boolean backwards = !chance.one(6) && own > 0;
                        others.append("s")
                                .append(chance.below(backwards ? own : names.size()))
                                .append('\n');
                    }
                    life.file(name + "/" + file, others.toString());
                } else {
                    life.posix.files().remove(Life.SERVICES + "/" + name + "/" + file);
                }
            }
        }

        private void live(FakeProcess self) {
            if (chance.one(5)) {
                self.after(chance.below(20_000), () -> self.exit(chance.below(2)));
            }
        }

        private void act() {
            String name = chance.pick(names);
            switch (chance.below(10)) {
                case 0, 1, 2 -> ask(new Request.Up(name));
                case 3, 4 -> ask(new Request.Down(name));
                case 5, 6 -> ask(new Request.Restart(name));
                case 7 -> {
                    needs(name);
                    ask(new Request.Rescan());
                }
                default -> {
                    Inside.Look look = life.inside.get(name);
                    FakeProcess process =
                            look == null ? null : life.posix.processes().get(look.pid());
                    if (process != null) {
                        history.add(life.posix.clock().now() + " kills " + name);
                        life.posix.processes().kill(process, Signal.KILL);
                    }
                }
            }
        }

        private void ask(Request request) {
            history.add(life.posix.clock().now() + " " + request);
            life.ask(request);
        }

        @Override
        public void begins() {
            serves = true;
        }

        @Override
        public void happens(Inside.Look service, String event, String phaseAfter, boolean possible) {
            history.add(life.posix.clock().now() + " " + service.name() + " " + service.phase() + ", " + event + " -> "
                    + phaseAfter);
            met.merge(service.phase() + " " + event, 1, Integer::sum);
            hold(possible, service.name() + ": " + event + " in " + service.phase());
            if (Set.of("UP", "DOWN", "RESTART", "NEEDED", "YIELD").contains(event)) {
                ended.remove(service.name());
            }
            if (event.equals("RUN_ENDED")
                    && phaseAfter.equals("REFINISHING")
                    && !service.phase().equals("RESTARTING")) {
                ended.put(service.name(), life.posix.clock().now());
            }
            if (event.equals("RUN_STARTED") && paced.contains(service.name())) {
                long since = life.posix.clock().now() - ended.getOrDefault(service.name(), 0L);
                hold(since >= PAUSE_MS, service.name() + " is started again after " + since + " ms");
            }
            if (service.phase().equals("DONE")) {
                hold(
                        phaseAfter.equals("DONE")
                                || Set.of("UP", "DOWN", "RESTART").contains(event),
                        service.name() + " was done, and " + event + " makes it " + phaseAfter);
            }
            if (event.equals("HAS_SETUP") || event.equals("NO_SETUP")) {
                List<String> down = life.inside.needs(service.name()).requires().stream()
                        .filter(other -> !isUp(other) && !isStoppedInCircle(other, service.name()))
                        .toList();
                hold(down.isEmpty(), service.name() + " starts, though it requires " + down);
                List<String> beside = names.stream()
                        .filter(other ->
                                !other.equals(service.name()) && runs(other) && conflict(service.name(), other))
                        .toList();
                hold(beside.isEmpty(), service.name() + " starts, though it conflicts with " + beside);
            }
            boolean stopped = Set.of("DOWN", "RESTART", "YIELD").contains(event)
                    && !service.phase().startsWith("STOPPING")
                    && (phaseAfter.startsWith("STOPPING") || phaseAfter.startsWith("RESTARTING"));
            if (stopped) {
                List<String> running = names.stream()
                        .filter(other -> runs(other)
                                && !other.equals(service.name())
                                && life.inside.needs(other).requires().contains(service.name()))
                        .filter(other -> !isStoppedInCircle(other, service.name()))
                        .toList();
                hold(running.isEmpty(), service.name() + " is stopped before " + running);
            }
        }

        private boolean conflict(String name, String other) {
            return life.inside.needs(name).conflicts().contains(other)
                    || life.inside.needs(other).conflicts().contains(name);
        }

        /** Only circles end together; they can run where a file has changed since. */
        private boolean isStoppedInCircle(String other, String name) {
            return reaches(name, other, new TreeSet<>());
        }

        private boolean reaches(String from, String to, Set<String> seen) {
            return seen.add(from)
                    && life.inside.needs(from).requires().stream()
                            .anyMatch(next -> next.equals(to) || reaches(next, to, seen));
        }

        private boolean isUp(String name) {
            Inside.Look look = life.inside.get(name);
            return look != null && Set.of("UP", "ONESHOT", "DONE").contains(look.phase());
        }

        private boolean runs(String name) {
            Inside.Look look = life.inside.get(name);
            return look != null
                    && !Set.of("DOWN", "DELAYED", "BLOCKED", "BEGINNING", "FATAL", "DONE")
                            .contains(look.phase());
        }

        /** Before nitro sleeps, all is as the graph says. */
        @Override
        public @Nullable Errno before(String call, List<Object> arguments) {
            if (serves && call.equals("epollWait")) {
                for (String name : names) {
                    Inside.Look look = life.inside.get(name);
                    if (look != null && look.phase().equals("BLOCKED")) {
                        hold(!life.inside.obstacles(name).isEmpty(), name + " is blocked by nothing");
                    }
                }
            }
            return null;
        }

        /** Nobody waits for somebody who waits for them. */
        private void rest() {
            for (String name : names) {
                hold(!waitsFor(name, name, new TreeSet<>()), name + " waits for itself");
            }
        }

        private boolean waitsFor(String from, String to, Set<String> seen) {
            Inside.Look look = life.inside.get(from);
            return look != null
                    && look.phase().equals("BLOCKED")
                    && seen.add(from)
                    && life.inside.obstacles(from).stream()
                            .filter(obstacle -> obstacle.kind() != Obstacle.Kind.CONFLICTING)
                            .anyMatch(obstacle ->
                                    obstacle.service().equals(to) || waitsFor(obstacle.service(), to, seen));
        }

        private void hold(boolean promise, String what) {
            if (!promise && broken == null) {
                history.add("BROKEN: " + what);
                names.forEach(name -> history.add(name + ": " + life.inside.needs(name)));
                broken = new AssertionError(what);
            }
        }
    }

    @Test
    @Spec({"needs 2.1", "needs 2.2", "needs 2.3", "needs 2.4", "engine 2.3", "engine 3.1", "engine 3.2", "engine 3.3"})
    void promisesHold() {
        Map<String, Integer> met = new TreeMap<>();
        Integer only = Integer.getInteger("sim.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            try {
                new Story(seed, met).run();
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + " (replay it with -Dsim.seed=" + seed + "): " + e.getMessage(), e);
            }
        }
        if (only == null) {
            List<String> phases = List.of("UP", "NEEDED", "DOWN", "RESTART", "FREED", "CIRCULAR", "CLOSED");
            List<String> missed = phases.stream()
                    .filter(event -> !met.containsKey("BLOCKED " + event))
                    .toList();
            assertEquals(List.of(), missed, "events that never came to a blocked service");
            for (String pair : List.of(
                    "BEGINNING HELD",
                    "REFINISHING FINISH_REFUSED",
                    "ENDING FINISH_ENDED",
                    "ENDING UP",
                    "DONE UP",
                    "DONE DOWN",
                    "DONE NEEDED",
                    "UP YIELD")) {
                assertTrue(met.containsKey(pair), pair + " was not met in " + met);
            }
        }
    }
}
