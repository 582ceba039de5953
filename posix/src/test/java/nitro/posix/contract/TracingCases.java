package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Processes;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.Tracing.Until;
import nitro.posix.WaitStatus;

/** The calls of {@link nitro.posix.Tracing}, and the look at children that goes with them. */
final class TracingCases {
    private TracingCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("peekChild: no child at all, and a living one", TracingCases::peekNothing),
                new Case("peekChild: shows an end and leaves it", TracingCases::peek),
                new Case("tracing: an interrupted process goes on as if nothing had been", TracingCases::interrupt),
                new Case("tracing: a signal stops it and can be passed on", TracingCases::signal),
                new Case("tracing: not of a process that is not there", TracingCases::nobody));
    }

    private static int start(World world, String... argv) throws ErrnoException {
        // not by the world, which would wait for it too
        return world.posix.spawn(new Spawn(argv[0], List.of(argv), List.of(), "", List.of(), true, Spawn.INHERIT));
    }

    private static void peekNothing(World world) throws ErrnoException {
        Check.code(Errno.ECHILD, world.posix.peekChild(new int[1]), "shown");
        int pid = start(world, "/bin/sleep", "1000");
        Check.equal(0, world.posix.peekChild(new int[1]), "shown");
        end(world, pid);
    }

    private static void end(World world, int pid) {
        world.posix.kill(pid, world.posix.number(Signal.KILL));
        await(world, pid, Processes.ENDED);
        int[] status = new int[1];
        Check.equal(pid, world.posix.reap(pid, status), "reaped");
        Check.equal(WaitStatus.ofSignal(9), new WaitStatus(status[0]), "status");
    }

    /** Waits until the process has ended or stopped. */
    private static void await(World world, int pid, int what) {
        int[] shown = new int[1];
        long end = world.posix.now() + 30_000;
        int found = world.posix.peekChild(shown);
        while (found == 0) {
            Check.that(world.posix.now() < end, "in time");
            world.posix.poll(new PollSet(), 1);
            found = world.posix.peekChild(shown);
        }
        Check.equal(pid, found, "shown");
        Check.equal(what, shown[0], "what happened");
    }

    private static void peek(World world) throws ErrnoException {
        int pid = start(world, "/bin/sh", "-c", "exit 7");
        await(world, pid, Processes.ENDED);
        await(world, pid, Processes.ENDED);
        int[] status = new int[1];
        Check.equal(pid, world.posix.reap(status), "reaped");
        Check.equal(WaitStatus.ofExit(7), new WaitStatus(status[0]), "status");
    }

    private static void seize(World world, int pid) throws ErrnoException {
        try {
            world.posix.seize(pid);
        } catch (ErrnoException e) {
            end(world, pid);
            throw new Check.Skipped("nobody may be traced here: " + e.getMessage());
        }
    }

    private static WaitStatus stop(World world, int pid) {
        await(world, pid, Processes.STOPPED);
        int[] status = new int[1];
        Check.equal(pid, world.posix.reap(pid, status), "reaped");
        WaitStatus how = new WaitStatus(status[0]);
        Check.that(how.stopped(), "it has stopped");
        return how;
    }

    private static void interrupt(World world) throws ErrnoException {
        int pid = start(world, "/bin/sleep", "1000");
        seize(world, pid);
        world.posix.interrupt(pid);
        Check.that(stop(world, pid).stoppedByEvent(), "it was interrupted");
        byte[] registers = new byte[512];
        int size = world.posix.registers(pid, registers);
        Check.that(size > 64 && size < 512, "the size of the registers is " + size);
        long blocked = world.posix.blockedSignals(pid);
        world.posix.blockSignals(pid, -1);
        Check.that(world.posix.blockedSignals(pid) != 0, "signals are blocked");
        world.posix.blockSignals(pid, blocked);
        Check.equal(blocked, world.posix.blockedSignals(pid), "the blocked signals");
        world.posix.setRegisters(pid, registers, size);
        world.posix.release(pid, 0);
        Check.equal(0, world.posix.peekChild(new int[1]), "shown: it goes on");
        end(world, pid);
    }

    private static void signal(World world) throws ErrnoException {
        int pid = start(world, "/bin/sh", "-c", "while :; do :; done");
        seize(world, pid);
        int term = world.posix.number(Signal.TERM);
        world.posix.kill(pid, term);
        WaitStatus how = stop(world, pid);
        Check.equal(term, how.stopSignal(), "signal");
        Check.that(!how.stoppedByEvent(), "no event");
        world.posix.interrupt(pid);
        world.posix.resume(pid, Until.SYSTEM_CALL, 0);
        Check.that(stop(world, pid).stoppedByEvent(), "it was interrupted");
        world.posix.kill(pid, term);
        world.posix.resume(pid, Until.EVENT, 0);
        Check.equal(term, stop(world, pid).stopSignal(), "signal");
        world.posix.release(pid, term);
        await(world, pid, Processes.ENDED);
        int[] status = new int[1];
        Check.equal(pid, world.posix.reap(pid, status), "reaped");
        Check.equal(WaitStatus.ofSignal(term), new WaitStatus(status[0]), "status");
        Check.equal(Errno.EMFILE, world.posix.error(24), "error 24");
    }

    private static void nobody(World world) throws ErrnoException {
        int pid = start(world, "/bin/sleep", "1000");
        seize(world, pid);
        Check.fails(Errno.ESRCH, () -> world.posix.registers(pid, new byte[512])); // it runs
        end(world, pid);
        Check.fails(Errno.ESRCH, () -> world.posix.seize(pid));
    }
}
