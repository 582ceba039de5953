package nitro.ready;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nitro.command.CommandFailure;
import nitro.command.ExitStatus;
import nitro.define.directory.ServiceFile;
import nitro.loop.Loop;
import nitro.posix.Command;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import nitro.text.UsageException;

/**
 * nitro-ready: becomes a daemon, while a process of its own tells the supervisor when that is ready.
 *
 * <p>That process, the {@link Watcher}, is started by a helper that ends at once: so it is no child of the daemon's, which
 * may wait for all of its children.
 */
public final class NitroReady implements Command {
    /** {@code nitro-ready --fork PID ARGUMENTS} is the helper. */
    private static final String FORK = "--fork";

    /** {@code nitro-ready --watch PID ARGUMENTS} is the watcher. */
    private static final String WATCH = "--watch";

    private static final String PAGE = """
            usage: nitro-ready [-d FD] [-t SECONDS] [-i MILLIS]
                               (CONDITION ... | --sd-notify | --line REGEX) -- PROG ...

            Becomes PROG, in the same process. A second process, the watcher, waits until
            PROG is ready, writes a newline to descriptor FD, and ends. This is how
            services report readiness to nitro, and to s6.

            PROG is ready when
              CONDITION ...         all of these have held: see nitro-wait --help;
              --sd-notify           it sends READY=1 to the socket in NOTIFY_SOCKET, as for
                                    systemd. Accepted senders: PROG, its descendants, and
                                    processes of PROG's user, of the caller's, or of root.
                                    A STATUS= is printed on standard error;
              --line REGEX          a line of its standard output contains a match for this
                                    regular expression of Java, on bytes. The output passes
                                    through unchanged, as long as PROG writes.

            Options:
              -d FD                 The descriptor: 1, or 3 and up; by default the number
                                    in ./notification-fd. PROG does not get it; if it is 1,
                                    PROG's standard output is /dev/null.
              -t SECONDS            The time until PROG must be ready, such as 0.5. When it
                                    is over, a line on standard error says so, nothing is
                                    written to FD, and PROG runs on. By default there is no
                                    limit.
              -i MILLIS             The pause between two attempts at a condition; by
                                    default 250.

            A run script of a service whose notification-fd contains 3:

                #!/bin/sh
                exec 2>&1
                exec nitro-ready -t 60 tcp:127.0.0.1:6379 -- \\
                    chpst -u redis redis-server --port 6379

            Exit status: 2 wrong usage; 126 the watcher could not be started, or PROG not
            executed; 127 PROG was not found; otherwise that of PROG.
            """;

    @Override
    public int run(Invocation call, Platform platform) {
        List<String> args = call.args();
        if (args.equals(List.of("--help"))) {
            call.out().print(PAGE);
            return 0;
        }
        try {
            Posix posix = platform.posix();
            boolean helper = args.size() > 2 && args.get(1).matches("[0-9]{1,9}");
            if (helper && args.getFirst().equals(FORK)) {
                return fork(posix, call);
            }
            if (helper && args.getFirst().equals(WATCH)) {
                ReadyArguments words = ReadyArguments.of(args.subList(2, args.size()));
                return new Watcher(context(posix, call), words, Integer.parseInt(args.get(1))).run();
            }
            throw become(posix, call, ReadyArguments.of(args));
        } catch (UsageException wrong) {
            call.err().print(call.name() + ": " + wrong.getMessage() + "\n");
            return ExitStatus.USAGE;
        } catch (CommandFailure failure) {
            call.err().print(call.name() + ": " + failure.line() + "\n");
            return failure.status();
        } catch (ErrnoException e) {
            call.err().print(call.name() + ": " + e.getMessage() + "\n");
            return ExitStatus.NOT_EXECUTED;
        }
    }

    private static CommandContext context(Posix posix, Invocation call) {
        Loop loop = new Loop(posix, error -> call.err().print(call.name() + ": internal error: " + error + "\n"));
        return new CommandContext(posix, loop, call);
    }

    /** Returns why it could not. */
    private static CommandFailure become(Posix posix, Invocation call, ReadyArguments words)
            throws UsageException, CommandFailure, ErrnoException {
        int told = words.descriptor != null ? words.descriptor : inDirectory(posix);
        // One that only reads is refused too: such are the runtime's own, on numbers that the caller has closed.
        if (posix.write(told, new byte[0], 0, 0) == Errno.EBADF.code()) {
            throw new UsageException("descriptor " + told + ": " + Errno.EBADF.message());
        }
        CommandContext context = context(posix, call);
        words.words.conditions(context); // wrong ones are found here
        List<String> environment = call.environment();
        int nothing;
        do { // the lowest numbers are taken, so that nothing has one that the watcher uses for something else
            nothing = posix.open("/dev/null", Files.READ | Files.WRITE, 0);
        } while (nothing <= Watcher.DAEMON);
        int source = nothing;
        int onwards = nothing;
        int output = told == 1 ? nothing : -1;
        if (words.notices) {
            String name = "nitro-ready/" + posix.getpid() + "/" + posix.now();
            source = posix.noticeSocket(name);
            onwards = forks(posix, nothing);
            environment = new ArrayList<>(environment);
            environment.removeIf(entry -> entry.startsWith("NOTIFY_SOCKET="));
            environment.add("NOTIFY_SOCKET=@" + name);
        } else if (words.line != null) {
            if (told == 1) {
                throw new UsageException("--line: readiness cannot be reported on standard output");
            }
            Files.Pipe pipe = posix.pipe(true);
            source = pipe.reader();
            onwards = 1;
            output = pipe.writer();
        }
        startWatcher(context, source, onwards, told);
        if (output >= 0) {
            posix.dup2(output, 1);
        }
        if (told > 2) {
            posix.close(told);
        }
        return Execution.become(posix, words.program, call.environment(), environment);
    }

    /** Reports of forks from before there is a daemon; {@code nothing} if we are not root, or in a container. */
    private static int forks(Posix posix, int nothing) {
        try {
            return posix.forkSocket();
        } catch (ErrnoException e) {
            return nothing;
        }
    }

    /** The number in the service's directory, as nitro reads it (spec 4.4). */
    private static int inDirectory(Posix posix) throws UsageException {
        String file = ServiceFile.NOTIFICATION_FD.file();
        try {
            String text = new String(posix.head(file, 64), ISO_8859_1);
            return ReadyArguments.descriptor(text.replaceAll("[^0-9]", ""), file);
        } catch (ErrnoException e) {
            throw new UsageException(file + ": " + e.reason() + "; or give the descriptor by -d");
        }
    }

    private static void startWatcher(CommandContext context, int source, int onwards, int told) throws CommandFailure {
        Posix posix = context.posix();
        Loop loop = context.loop();
        WaitStatus[] outcome = {WaitStatus.ofExit(0)};
        try {
            int pid = posix.getpid();
            int self = posix.processDescriptor(pid);
            List<Duplicate> duplicates = Watcher.descriptors(source, onwards, told, self);
            context.probes()
                    .processes()
                    .run(
                            context.call().self().path(),
                            argv(context.call(), FORK, pid),
                            context.call().environment(),
                            duplicates,
                            status -> {
                                outcome[0] = status;
                                loop.stop();
                            });
        } catch (ErrnoException e) {
            throw new CommandFailure(ExitStatus.NOT_EXECUTED, "cannot start the watcher: " + e.getMessage());
        }
        loop.run();
        // 255: where SIGCHLD is ignored, nobody knows how it ended
        if (outcome[0].exitStatus() != 0 && outcome[0].exitStatus() != 255 || !outcome[0].exited()) {
            throw new CommandFailure(ExitStatus.NOT_EXECUTED, "cannot start the watcher");
        }
    }

    private static List<String> argv(Invocation call, String helper, int pid) {
        List<String> args = new ArrayList<>(List.of(helper, Integer.toString(pid)));
        args.addAll(call.args());
        return call.self().argv("nitro-ready", args);
    }

    /** The helper: its own arguments, and what it was given, are the watcher's. */
    private static int fork(Posix posix, Invocation call) throws ErrnoException {
        List<String> args = new ArrayList<>(call.args());
        args.set(0, WATCH);
        List<Duplicate> duplicates = Watcher.inherited();
        String path = call.self().path();
        posix.spawn(new Spawn(
                path, call.self().argv("nitro-ready", args), call.environment(), "", duplicates, true, Spawn.INHERIT));
        return 0;
    }
}
