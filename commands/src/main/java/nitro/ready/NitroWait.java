package nitro.ready;

import java.util.List;
import nitro.command.CommandFailure;
import nitro.command.ExitStatus;
import nitro.loop.Loop;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.probe.Resolver;
import nitro.text.UsageException;

/** nitro-wait: waits until things are ready, and then becomes a program. */
public final class NitroWait implements Command {
    private static final String PAGE = """
            usage: nitro-wait [-t SECONDS] [-i MILLIS] [--any] CONDITION ... [-- PROG ...]

            Waits until all conditions hold and then ends, or becomes PROG, in the same
            process.

            Conditions, which are waited for at the same time:
              tcp:HOST:PORT         A connection is accepted there. Write an IPv6 address
                                    in brackets.
              unix:PATH             Somebody listens on that socket, or has bound it if it
                                    is a datagram socket.
              http://HOST[:PORT]/PATH[,status=N]
                                    A GET is answered with a status from 200 to 299, or
                                    with N. Redirects are not followed. For https use exec:
                                    with a program that speaks it.
              file:PATH             Something exists there; a link must lead to something.
              gone:PATH             Nothing exists there, not even a link.
              exec:COMMAND          /bin/sh -c COMMAND exits 0. Its standard output is
                                    discarded, its standard error is ours. It is killed
                                    with its process group when the time of the condition
                                    is over.
              service:NAME[=STATE]  nitro, at NITRO_SOCK, reports that the service is UP or
                                    ONESHOT, or in STATE.
              pid:N                 That process has ended.

            Changes of files, processes and services are noticed at once. The other
            conditions are tried repeatedly; an attempt at a silent peer ends after
            10 seconds. A condition that held once counts, whatever happens later.

            Options:
              -t SECONDS            The time that a condition may take, such as 0.5; by
                                    default there is no limit.
              -i MILLIS             The pause between two attempts; by default 250.
                                    Both apply to the conditions after them, and the first
                                    of each also to those before it:
                                    nitro-wait -t 5 tcp:cache:11211 -t 60 tcp:db:5432
              --any                 One condition is enough.

            A run script of a service that waits for a database and for its own migrations:

                #!/bin/sh
                exec 2>&1
                exec nitro-wait -t 60 service:postgres service:migrate=ONESHOT -- \\
                    chpst -u app ./server

            PROG gets the descriptors, signals and limits of nitro-wait.

            Exit status: 0 the conditions hold; 3 the time is over, and a line names the
            conditions that do not hold; 2 wrong usage; 126 PROG could not be executed;
            127 it was not found; 128+N ended by signal N; otherwise that of PROG.
            """;

    private enum End {
        TRUE,
        TIME_OVER,
        SIGNALLED
    }

    private boolean any;
    private End end = End.SIGNALLED;
    private int status;

    @Override
    public int run(Invocation call, Platform platform) {
        List<String> args = call.args();
        if (args.equals(List.of("--help"))) {
            call.out().print(PAGE);
            return 0;
        }
        if (args.size() == 2 && args.getFirst().equals(Resolver.HELPER)) {
            return Resolver.help(platform.posix(), call, args.get(1));
        }
        try {
            return waitFor(call, platform.posix());
        } catch (UsageException wrong) {
            call.err().print(call.name() + ": " + wrong.getMessage() + "\n");
            return ExitStatus.USAGE;
        } catch (CommandFailure failure) {
            call.err().print(call.name() + ": " + failure.line() + "\n");
            return failure.status();
        }
    }

    private int waitFor(Invocation call, Posix posix) throws CommandFailure, UsageException {
        CommonArguments words = CommonArguments.of(call.args(), (option, _) -> {
            any |= option.equals("--any");
            return option.equals("--any");
        });
        List<String> program = words.program();
        if (!words.hasConditions()) {
            throw new UsageException("usage: nitro-wait [-t SECONDS] [-i MILLIS] [--any] CONDITION ... [-- PROG ...]");
        }
        Loop loop = new Loop(posix, error -> call.err().print(call.name() + ": internal error: " + error + "\n"));
        CommandContext context = new CommandContext(posix, loop, call);
        Waiting waiting = new Waiting(context, words.conditions(context), any);
        try {
            EndingSignals.handle(context, signal -> {
                status = EndingSignals.status(context, signal);
                finish(End.SIGNALLED, loop);
            });
        } catch (ErrnoException e) {
            throw new CommandFailure(ExitStatus.NOT_EXECUTED, e.getMessage());
        }
        waiting.begin(() -> finish(End.TRUE, loop), () -> finish(End.TIME_OVER, loop));
        loop.run();
        waiting.end();
        return switch (end) {
            case TRUE -> {
                if (program.isEmpty()) {
                    yield 0;
                }
                throw Execution.become(posix, program, call.environment(), call.environment());
            }
            case TIME_OVER -> throw new CommandFailure(ExitStatus.TIMED_OUT, "time is over: " + waiting.complaint());
            case SIGNALLED -> status;
        };
    }

    private void finish(End how, Loop loop) {
        end = how;
        loop.stop();
    }
}
