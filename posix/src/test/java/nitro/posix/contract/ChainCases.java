package nitro.posix.contract;

import java.util.List;
import java.util.Map;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** chain: another program in our place, which gets what we were given. */
final class ChainCases {
    private ChainCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("chain: the same process with other arguments and environment", ChainCases::same),
                new Case("chain: ignored signals stay ignored, handled ones not", ChainCases::signals),
                new Case("chain: descriptors that we were given stay, ours do not", ChainCases::descriptors),
                new Case("chain: soft limits, the others and the hard ones untouched", ChainCases::limits),
                new Case("chain: limits in which no runtime could live", ChainCases::tightLimits),
                new Case("chain: when it fails, we are as before", ChainCases::failure),
                new Case("chain: why it fails", ChainCases::errors));
    }

    private static void same(World world) throws ErrnoException {
        World.Started helper =
                world.startHelper("", StateCases.words("echo $$; cat /proc/$$/cmdline /proc/$$/environ"));
        String environment = String.join("\0", World.ENVIRONMENT) + "\0";
        Check.equal(
                helper.pid() + "\nsh\0-c\0echo $$; cat /proc/$$/cmdline /proc/$$/environ\0" + environment,
                world.finish(helper),
                "output");
    }

    private static void signals(World world) throws ErrnoException {
        String[] words = StateCases.words("exec cat /proc/self/status");
        String status = world.finish(world.startHelper("trap '' HUP USR1 ALRM;", words));
        Check.that(status.contains("SigIgn:\t0000000000002201\n"), "HUP, USR1 and ALRM are ignored in " + status);
        Check.that(status.contains("SigBlk:\t0000000000000000\n"), "none is blocked in " + status);
        status = world.finish(world.startHelper("", words));
        Check.that(status.contains("SigIgn:\t0000000000000000\n"), "none is ignored in " + status);
    }

    private static void descriptors(World world) throws ErrnoException {
        World.Started helper = world.startHelper(
                "exec 4>&1 9</dev/null;", StateCases.words("echo ready; kill -STOP $$", "open=/dev/null"));
        Check.equal("ready", world.readLine(helper.output()), "line");
        List<String> open = world.posix.list("/proc/" + helper.pid() + "/fd");
        open.sort(null);
        Check.equal(List.of("0", "1", "2", "4", "9"), open, "descriptors");
        world.posix.kill(helper.pid(), 9);
        world.await(helper.pid());
        world.posix.close(helper.output());
    }

    private static void limits(World world) throws ErrnoException {
        String script = "ulimit -Sn; ulimit -Hn; ulimit -Sc; ulimit -St";
        long hard = world.posix.descriptorHardLimit();
        String output = StateCases.become(world, script, "DESCRIPTORS=" + (hard - 1), "CORE=0");
        Check.equal((hard - 1) + "\n" + hard + "\n0\nunlimited\n", output, "limits");
        String more = StateCases.become(world, "", "DESCRIPTORS=" + (hard + 1));
        Check.equal("EINVAL\n", more, "more than the hard limit");
    }

    private static void tightLimits(World world) throws ErrnoException {
        String script = "echo $(ulimit -Sv) $(ulimit -Sd)";
        Check.equal("30000 20000\n", StateCases.become(world, script, "ADDRESS_SPACE=30720000", "DATA=20480000"), "");
    }

    private static void failure(World world) throws ErrnoException {
        String before = Long.toString(world.posix.descriptorLimit());
        String output = StateCases.become(world, "ulimit -Sn", "chain=/missing");
        Check.equal("execve ENOENT " + before + "\n" + before + "\n", output, "output");
    }

    private static void errors(World world) throws ErrnoException {
        String text = world.write("text", "echo hello\n", 0700);
        String closed = world.write("closed", "#!/bin/sh\n", 0600);
        List<String> argv = List.of("x");
        Check.fails(Errno.ENOEXEC, () -> world.posix.chain(text, argv, List.of(), Map.of()));
        Check.fails(Errno.EACCES, () -> world.posix.chain(closed, argv, List.of(), Map.of()));
        Check.fails(Errno.ENOENT, () -> world.posix.chain("", argv, List.of(), Map.of()));
    }
}
