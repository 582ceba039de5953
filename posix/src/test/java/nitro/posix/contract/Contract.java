package nitro.posix.contract;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nitro.posix.ErrnoException;

/** All cases, and a way to run them without a test framework. */
public final class Contract {
    private Contract() {}

    /** What a client of nitro needs: {@link nitro.posix.ClientPosix}. */
    public static List<Case> client() {
        return Stream.of(ClientCases.cases(), DirectoryCases.cases(), MailboxCases.cases())
                .flatMap(List::stream)
                .toList();
    }

    /** The whole of {@link nitro.posix.Posix}. */
    public static List<Case> all() {
        return Stream.of(
                        client(),
                        FileCases.cases(),
                        DescriptorCases.cases(),
                        PollCases.cases(),
                        EpollCases.cases(),
                        StreamCases.cases(),
                        SocketCases.cases(),
                        InotifyCases.cases(),
                        ConnectionCases.cases(),
                        SpawnCases.cases(),
                        SpawnErrorCases.cases(),
                        SignalCases.cases(),
                        ProcessCases.cases(),
                        ExecCases.cases(),
                        StateCases.cases(),
                        ChainCases.cases(),
                        MachineCases.cases(),
                        TerminalCases.cases(),
                        TracingCases.cases())
                .flatMap(List::stream)
                .toList();
    }

    /** Runs a case in a directory of its own below {@code world}'s, and checks that it leaves no pipe or socket open. */
    public static void run(Case one, World world, int number) throws Exception {
        World own = world.in("case" + number);
        List<String> before = own.openEnds();
        try {
            one.body().run(own);
        } finally {
            own.killAll();
        }
        Check.equal(before, own.openEnds(), "pipes and sockets open after the case");
    }

    /** Runs all cases and prints what came of them in the Test Anything Protocol; the exit status. */
    public static int run(List<Case> cases, World world, PrintStream out) throws ErrnoException {
        List<String> failed = new ArrayList<>();
        out.println("1.." + cases.size());
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            String line = (i + 1) + " - " + one.name();
            try {
                run(one, world, i + 1);
                out.println("ok " + line);
            } catch (Check.Skipped e) {
                out.println("ok " + line + " # SKIP " + e.getMessage());
            } catch (Exception | AssertionError e) {
                failed.add(one.name());
                out.println("not ok " + line + "\n# " + e);
                for (StackTraceElement element : e.getStackTrace()) {
                    out.println("#   at " + element);
                }
            }
            out.flush();
        }
        return failed.isEmpty() ? 0 : 1;
    }
}
