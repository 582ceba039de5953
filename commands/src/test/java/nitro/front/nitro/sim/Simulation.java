package nitro.front.nitro.sim;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.fake.Chance;
import nitro.posix.fake.Executed;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Halted;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Tap;

/** One run: a system, its services and their fates, from a seed; nitro lives in it once, or several times in turn. */
final class Simulation {
    private static final Self SELF = new Self("/bin/nitro", List.of());
    private static final int MOST_LIVES = 3;

    private enum Kind {
        /** An ordinary process of some user. */
        USER,
        /** Pid 1 of a container. */
        CONTAINER,
        /** Pid 1 of a machine. */
        MACHINE
    }

    private final Coverage coverage;
    private final Chance chance;
    private final Kind kind;
    private final FakePosix posix;
    private final World world;
    private final Layout layout;

    /** @param keepHistory whether {@link #history} is to be told afterwards */
    Simulation(long seed, Coverage coverage, boolean keepHistory) {
        this.coverage = coverage;
        chance = Chance.of(seed);
        kind = chance.pick(List.of(Kind.USER, Kind.USER, Kind.CONTAINER, Kind.MACHINE));
        posix = new FakePosix(chance.fork(), kind == Kind.USER ? 50 : 1);
        if (kind != Kind.USER) {
            posix.user(0);
        }
        if (kind == Kind.CONTAINER) {
            posix.inContainer();
        }
        if (!chance.one(10)) {
            posix.showChildren();
        }
        world = new World(posix, chance, keepHistory);
        layout = new Layout(world);
    }

    List<String> history() {
        return world.history.lines();
    }

    /** Runs to the end; throws what went wrong. */
    void run() {
        layout.build();
        for (int life = 1; life <= MOST_LIVES; life++) {
            if (!live(life == 1 ? 5 + chance.below(36) : chance.below(6))) {
                return;
            }
        }
    }

    /** Returns whether nitro has executed itself again. */
    private boolean live(int acts) {
        world.history.add("world", () -> "nitro is executed, " + kind);
        if (kind == Kind.USER && chance.one(4)) {
            posix.files().remove(World.SOCKET);
            posix.files().directory(World.NOTIFY);
            posix.sockets().peer(World.SOCKET).close(); // left by one that was killed
        }
        Misfortune misfortune = new Misfortune(chance);
        Watch watch = new Watch(world, misfortune, coverage);
        Weather weather = new Weather(world, layout, misfortune, watch, acts);
        watch.brings(weather);
        posix.scenario(watch);
        Posix tapped = Tap.on(posix, watch.calls);
        Invocation invocation = new Invocation(
                "nitro",
                List.of(World.SERVICES),
                List.of("NITRO_SOCK=" + World.SOCKET),
                SELF,
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()));
        Farewell farewell = new Farewell(world, watch, misfortune);
        try {
            int status = watch.inside.nitro().run(invocation, platform(tapped));
            Coverage.count(coverage.ends, "exit " + status);
            farewell.exited(status);
            return false;
        } catch (Executed executed) {
            Coverage.count(coverage.ends, "exec " + executed.path());
            farewell.executed(executed);
            return executed.path().equals(SELF.path());
        } catch (Weather.Rescued rescued) {
            Coverage.count(coverage.ends, "rescue");
            Violation.unless(misfortune.struck(), "nitro needs rescue");
            return false;
        } catch (Halted halted) {
            Coverage.count(coverage.ends, String.valueOf(halted.getMessage()));
            farewell.halted();
            return false;
        } finally {
            weather.over();
        }
    }

    private static Platform platform(Posix posix) {
        return new OnlyPosix(posix);
    }
}
