package nitro.posix.contract;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** exec: another program in our place. */
final class ExecCases {
    private ExecCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("exec: the same process with other arguments and environment", ExecCases::same),
                new Case("exec: no signal blocked, ignored or handled", ExecCases::signals),
                new Case("exec: only 0, 1 and 2 stay open", ExecCases::descriptors),
                new Case("exec: when it fails, we are as before", ExecCases::failure),
                new Case("exec: why it fails", ExecCases::errors));
    }

    private static void same(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "exec");
        Check.equal(
                helper.pid()
                        + "\nname\0-c\0echo $$; cat /proc/$$/cmdline /proc/$$/environ\0a b\0\u00ff\0A=1\0B=\u00e9\0",
                world.finish(helper),
                "output");
    }

    private static void signals(World world) throws ErrnoException {
        World.Started helper = world.startHelper("trap '' HUP USR1 ALRM;", "exec-signals");
        String status = world.finish(helper);
        for (String set : List.of("SigBlk", "SigIgn", "SigCgt")) {
            Check.that(status.contains(set + ":\t0000000000000000\n"), set + " is empty in " + status);
        }
    }

    private static void descriptors(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "exec-descriptors");
        Check.equal("ready", world.readLine(helper.output()), "line");
        List<String> open = world.posix.list("/proc/" + helper.pid() + "/fd");
        open.sort(null);
        Check.equal(List.of("0", "1", "2"), open, "descriptors");
        world.posix.kill(helper.pid(), 9);
        world.await(helper.pid());
        world.posix.close(helper.output());
    }

    private static void failure(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "exec-failure");
        Check.equal("ENOENT\nwrite EPIPE\nHUP\nchild 5\n", world.finish(helper), "output");
    }

    private static void errors(World world) throws ErrnoException {
        String text = world.write("text", "echo hello\n", 0700);
        String closed = world.write("closed", "#!/bin/sh\n", 0600);
        List<String> argv = List.of("x");
        Check.fails(Errno.ENOEXEC, () -> world.posix.exec(text, argv, List.of()));
        Check.fails(Errno.EACCES, () -> world.posix.exec(closed, argv, List.of()));
        Check.fails(Errno.ENOTDIR, () -> world.posix.exec(closed + "/below", argv, List.of()));
        Check.fails(Errno.E2BIG, () -> world.posix.exec("/bin/true", List.of("x".repeat(200_000)), List.of()));
    }
}
