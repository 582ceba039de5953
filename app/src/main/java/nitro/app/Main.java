package nitro.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.posix.Command;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Signal;
import org.jspecify.annotations.Nullable;

/** The program: finds the command that the first argument names, and runs it. */
public final class Main {
    private static final int USAGE = 2;
    private static final int INTERNAL_ERROR = 111;
    private static final int SIGNALLED = 128;

    private Main() {}

    /** {@code java -jar nitro.jar NAME ARGS}; no other line of nitro exits the process. */
    public static void main(String[] args) {
        // System.out and System.err would keep errors for themselves.
        System.exit(run(
                Origin.ofThisProcess(args),
                new JvmPlatform(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err)));
    }

    /** Runs what was asked for, writes out what it printed, and returns the exit status. */
    static int run(Origin origin, Platform platform, OutputStream stdout, OutputStream stderr) {
        StandardOutput output = new StandardOutput(stdout);
        PrintStream out = new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.ISO_8859_1);
        PrintStream err = new PrintStream(stderr, true, StandardCharsets.ISO_8859_1);
        if (origin.args().isEmpty()) {
            Table.print(err);
            return USAGE;
        }
        String name = origin.args().getFirst();
        List<String> args = origin.args().subList(1, origin.args().size());
        int status = run(new Invocation(name, args, origin.environment(), origin.self(), out, err), platform);
        out.flush();
        IOException failure = output.failure();
        if (failure == null || status != 0) {
            return status;
        }
        String reason = failure instanceof ErrnoException e ? e.reason() : failure.getMessage();
        if (Errno.EPIPE.message().equals(reason)) {
            // The reader has seen enough: end as silently as by SIGPIPE, which the JVM ignores.
            return SIGNALLED + platform.client().number(Signal.PIPE);
        }
        err.println((name.startsWith("-") ? "nitro" : name) + ": standard output: " + reason);
        return INTERNAL_ERROR;
    }

    private static int run(Invocation call, Platform platform) {
        @Nullable Command command = Table.command(call.name());
        try {
            if (command == null) {
                return list(call);
            }
            if (call.args().equals(List.of("--version"))
                    && !(mayBeInit(call.name()) && platform.client().getpid() == 1)) {
                call.out().println(call.name() + " " + Table.version());
                return 0;
            }
            return command.run(call, platform);
        } catch (RuntimeException | Error e) {
            call.err().println(call.name() + ": internal error: " + e + at(e));
        }
        return INTERNAL_ERROR;
    }

    /** As pid 1 it must not heed the kernel's words (spec 1.1), and knows itself whether these are such. */
    private static boolean mayBeInit(String name) {
        return name.equals("nitro") || name.equals("init");
    }

    /** There is no command of that name. */
    private static int list(Invocation call) {
        return switch (call.name()) {
            case "--help" -> {
                Table.print(call.out());
                yield 0;
            }
            case "--version" -> {
                call.out().println("nitro " + Table.version());
                yield 0;
            }
            default -> {
                call.err().println("nitro: " + call.name() + ": no such command");
                Table.print(call.err());
                yield USAGE;
            }
        };
    }

    private static String at(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
