package nitro.front.nitro.sim;

import java.util.List;
import nitro.front.nitro.Inside;
import nitro.front.nitro.Inside.Look;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakeProcess;
import nitro.spat.Request;

/** What befalls a life of nitro: orders, changes of the directory, deaths, at any moment; then a calm, then its end. */
final class Weather {
    /** Milliseconds of calm after which everything must have come to rest. */
    private static final int CALM = 90_000;

    /** Milliseconds that an end may take: scripts of SYS, chains of loggers, what KILL does not reach. */
    private static final int LONGEST_END = 400_000;

    /** Phases in which few ends would begin by chance. */
    private static final List<String> RARE = List.of(
            "FAILING", "FAILING_UP", "FAILING_DOWN", "RESTARTING_SETUP", "STOPPING_SETUP", "RESTARTING", "REFINISHING");

    /** Nitro could not begin: pid 1 of a machine then leaves a shell to the user, for ever. */
    static final class Rescued extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final World world;
    private final Chance chance;
    private final Layout layout;
    private final Misfortune misfortune;
    private final Watch watch;
    private int acts;

    /** The end comes as soon as a service is seen in this phase. */
    private String omen;

    private int listeners = 1;
    private boolean over;

    /** @param acts how many things befall it */
    Weather(World world, Layout layout, Misfortune misfortune, Watch watch, int acts) {
        this.world = world;
        this.chance = world.chance;
        this.layout = layout;
        this.misfortune = misfortune;
        this.watch = watch;
        this.acts = acts;
        omen = chance.pick(chance.one(2) ? RARE : Inside.phases());
    }

    /** Begins with nitro's service. */
    void begin() {
        world.rouse();
        world.openSockets();
        next();
    }

    /** Nitro waits, with its services in these phases. */
    void sees(List<String> phases) {
        if (phases.contains(omen) && chance.one(4)) {
            omen = "";
            end();
        }
    }

    private void next() {
        int gap = chance.pick(List.of(1, 3, 100, 1000, 4000, 9000));
        later(chance.below(gap), acts-- > 0 ? this::act : this::calm);
    }

    /** The life is over: what was to befall it does not. */
    void over() {
        over = true;
    }

    private void later(int millis, Runnable what) {
        world.posix.clock().after(millis, () -> {
            if (!over) {
                what.run();
            }
        });
    }

    private void act() {
        switch (chance.below(26)) {
            case 0, 1, 2 -> {
                layout.change();
                if (!chance.one(3)) {
                    rescan();
                }
            }
            case 3, 4, 5 -> kill();
            case 6 -> rescan();
            case 7 -> listen();
            case 8 -> pause();
            case 9 -> limit();
            case 10 -> {
                if (chance.one(2)) {
                    end();
                } else {
                    kill();
                }
            }
            case 11 -> garbage();
            case 12 -> crossWires();
            case 13 -> removeSocket();
            default -> order();
        }
        next();
    }

    /** As somebody who clears a directory away does. */
    private void removeSocket() {
        world.history.add("world", () -> "removes the control socket");
        world.posix.files().remove(World.SOCKET);
    }

    private void rescan() {
        if (chance.one(2)) {
            signal(Signal.HUP);
        } else {
            world.send(new Request.Rescan());
        }
    }

    private void signal(Signal signal) {
        world.history.add("world", () -> "sends nitro " + signal);
        world.posix.signal(signal);
    }

    private void order() {
        String name = someName();
        for (int i = chance.one(6) ? 1 + chance.below(14) : 1; i > 0; i--) {
            world.send(
                    switch (chance.below(22)) {
                        case 0, 1, 2, 3, 4 -> new Request.Up(name);
                        case 5, 6, 7, 8 -> new Request.Down(name);
                        case 9, 10, 11, 12, 13 -> new Request.Restart(name);
                        case 14, 15 -> new Request.Ready(name);
                        case 16 -> new Request.Signal(chance.pick(List.of(0, 1, 9, 15, 18, 19)), name);
                        case 17 -> new Request.Query(name);
                        case 18 -> new Request.ListServices();
                        case 19 -> new Request.ListAfter(name);
                        case 20 -> chance.one(2) ? new Request.TemplatesAfter("") : new Request.Detail(name);
                        default -> chance.one(2) ? new Request.Info() : new Request.Unknown(99);
                    });
        }
    }

    /** A logger is ordered down, and at once a service that logs to it is started anew, which needs it. */
    private void crossWires() {
        List<Look> writers = watch.inside.services().stream()
                .filter(look -> !look.logger().isEmpty() && !look.logger().equals(look.name()))
                .toList();
        if (!writers.isEmpty()) {
            Look writer = chance.pick(writers);
            world.send(new Request.Down(writer.logger()));
            if (chance.one(2)) {
                world.send(new Request.Up(writer.logger()));
                world.send(new Request.Down(writer.logger()));
            }
            world.send(new Request.Restart(writer.name()));
        }
    }

    private String someName() {
        List<Look> loaded = watch.inside.services();
        return loaded.isEmpty() || chance.one(3)
                ? layout.anyName()
                : chance.pick(loaded).name();
    }

    private void garbage() {
        byte[] bytes = new byte[chance.below(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = chance.pick(List.of(0, 0, 1, 2, 0xff, 0xfe, 120, 121, 124, 129, 0x61))
                    .byteValue();
        }
        world.send(bytes, "garbage");
    }

    private void kill() {
        List<FakeProcess> all = world.posix.processes().list();
        if (!all.isEmpty()) {
            FakeProcess victim = chance.pick(all);
            Signal signal = chance.pick(List.of(Signal.KILL, Signal.KILL, Signal.TERM, Signal.SEGV, Signal.HUP));
            world.history.add("world", () -> "sends " + signal + " to " + victim);
            world.posix.processes().kill(victim, signal);
        }
    }

    private void pause() {
        List<FakeProcess> all = world.posix.processes().list();
        if (!all.isEmpty()) {
            FakeProcess victim = chance.pick(all);
            world.history.add("world", () -> "stops " + victim);
            world.posix.processes().kill(victim, Signal.STOP);
            if (chance.one(2)) {
                world.posix
                        .clock()
                        .after(chance.below(5000), () -> world.posix.processes().kill(victim, Signal.CONT));
            }
        }
    }

    /** A listener that hears of all or of one service, and never reads, or is dead already. */
    private void listen() {
        String name = chance.one(2) ? "ALL" : layout.anyName().replace('/', ',');
        String path = World.NOTIFY + name + ",9_" + listeners++;
        if (path.length() < 108 && !world.posix.files().exists(path)) {
            world.listen(path, chance.one(2));
        }
    }

    /** For a while there are only few descriptors, fewer perhaps than are open. */
    private void limit() {
        int limit = 6 + chance.below(30);
        world.history.add("world", () -> "lets nitro have " + limit + " descriptors");
        world.posix.limit(limit);
        world.posix.clock().after(chance.below(9000), () -> world.posix.limit(World.MOST_DESCRIPTORS));
    }

    private void calm() {
        misfortune.calm();
        world.posix.limit(World.MOST_DESCRIPTORS);
        world.calmDown();
        for (FakeProcess process : world.posix.processes().list()) {
            world.posix.processes().kill(process, Signal.CONT);
        }
        later(CALM / 2, () -> {
            if (!watch.rescues()) {
                watch.wishes.checkScanned();
            }
            signal(Signal.HUP);
        });
        later(CALM, this::rest);
    }

    private void rest() {
        if (watch.rescues()) {
            throw new Rescued();
        }
        if (!watch.inside.closing()) {
            world.history.add("world", () -> "all is calm");
            watch.checkAtRest();
            end();
        }
        later(LONGEST_END, () -> {
            throw new Violation("nitro does not end");
        });
    }

    /** Has nitro shut down or reboot, perhaps with other orders in its hands. */
    private void end() {
        for (int i = chance.one(2) ? chance.below(4) : 0; i > 0; i--) {
            order();
        }
        boolean machine = watch.machine();
        boolean done = chance.one(2) && world.send(chance.one(2) ? new Request.Shutdown() : new Request.Reboot());
        if (!done && chance.one(2)) {
            signal(machine ? Signal.PWR : Signal.TERM);
        } else if (!done) {
            signal(Signal.INT);
        }
    }
}
