package nitro.posix.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/** signalDescriptor and nextSignal. */
final class SignalCases {
    /** Those that a container engine may be told to end a container by; TERM is the last. */
    static final List<Signal> ENDING = List.of(
            Signal.HUP,
            Signal.INT,
            Signal.QUIT,
            Signal.USR1,
            Signal.WINCH,
            Signal.PWR,
            Signal.RTMIN_3,
            Signal.RTMIN_4,
            Signal.RTMIN_5,
            Signal.TERM);

    private SignalCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("signals: none at first", SignalCases::none),
                new Case("signals: each that came, once", SignalCases::each),
                new Case(
                        "signals: a thousand of one kind are at least one, and the last is not lost",
                        SignalCases::flood),
                new Case("signals: a child's death is one", SignalCases::child),
                new Case("signals: also those that were ignored at exec", SignalCases::ignored),
                new Case("signals: those not asked for are as deadly as before", SignalCases::others),
                new Case("signals: TSTP stops as by default where that is wanted", SignalCases::stop));
    }

    private static void settle(World world) {
        PollSet set = new PollSet();
        set.add(world.signals(), PollSet.READ);
        while (world.posix.poll(set, 0) != 0) {
            world.takeSignals();
        }
    }

    /** Waits until all of these have come. */
    private static void expect(World world, Set<Signal> expected, @Nullable Signal never) {
        Set<Signal> missing = EnumSet.copyOf(expected);
        PollSet set = new PollSet();
        set.add(world.signals(), PollSet.READ);
        long end = world.posix.now() + World.LONG;
        while (!missing.isEmpty()) {
            Check.that(world.posix.now() < end, missing + " come in time");
            world.posix.poll(set, 1000);
            for (Signal signal : world.takeSignals()) {
                Check.that(signal != never, signal + " did not come");
                missing.remove(signal);
            }
        }
    }

    private static void raise(World world, Signal signal) {
        Check.equal(0, world.posix.kill(world.posix.getpid(), world.posix.number(signal)), "result of kill");
    }

    private static void none(World world) {
        settle(world);
        checkNone(world);
    }

    /** But the end of a child: that of an earlier case, or of a spawn that failed, may be heard late on the JVM. */
    private static void checkNone(World world) {
        for (Signal signal : world.takeSignals()) {
            Check.equal(Signal.CHLD, signal, "next signal");
        }
    }

    private static void each(World world) {
        settle(world);
        raise(world, Signal.HUP);
        expect(world, Set.of(Signal.HUP), Signal.PWR);
        raise(world, Signal.PWR);
        raise(world, Signal.HUP);
        raise(world, Signal.CHLD);
        expect(world, Set.of(Signal.PWR, Signal.HUP, Signal.CHLD), null);
        checkNone(world);
    }

    private static void flood(World world) {
        settle(world);
        for (int i = 0; i < 1000; i++) {
            raise(world, Signal.HUP);
        }
        expect(world, Set.of(Signal.HUP), Signal.PWR);
        for (int i = 0; i < 100; i++) {
            settle(world);
            raise(world, Signal.HUP);
            expect(world, Set.of(Signal.HUP), Signal.PWR);
        }
        settle(world);
    }

    private static void child(World world) throws ErrnoException {
        settle(world);
        int pid = world.start(List.of("/bin/true"));
        expect(world, Set.of(Signal.CHLD), Signal.PWR);
        Check.equal(WaitStatus.ofExit(0), world.await(pid), "status");
    }

    private static void ignored(World world) throws ErrnoException {
        World.Started helper = world.startHelper("trap '' HUP INT TERM PWR USR1;", "signals");
        Check.equal("ready", world.readLine(helper.output()), "line");
        for (Signal signal : ENDING) {
            world.posix.kill(helper.pid(), world.posix.number(signal));
            Check.equal(signal.name(), world.readLine(helper.output()), "line");
        }
        world.finish(helper);
    }

    private static void others(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "signals");
        Check.equal("ready", world.readLine(helper.output()), "line");
        world.posix.kill(helper.pid(), world.posix.number(Signal.ALRM));
        Check.equal("", world.readAll(helper.output()), "output after a deadly signal");
        world.posix.close(helper.output());
        WaitStatus status = world.await(helper.pid());
        Check.equal(world.posix.number(Signal.ALRM), status.signal(), "signal that ended it");
    }

    private static void stop(World world) throws ErrnoException {
        World.Started helper = world.startHelperOfGroup("stop");
        Check.equal("ready", world.readLine(helper.output()), "line");
        long end = world.posix.now() + World.LONG;
        while (!world.stat(helper.pid()).contains(") T ")) {
            Check.that(world.posix.now() < end, "it is stopped in time");
            world.posix.poll(new PollSet(), 10);
        }
        world.posix.kill(helper.pid(), world.posix.number(Signal.CONT));
        Check.equal("continued", world.readLine(helper.output()), "line");
        world.posix.kill(helper.pid(), world.posix.number(Signal.TSTP));
        Check.equal("TSTP\n", world.finish(helper), "output later");
    }
}
