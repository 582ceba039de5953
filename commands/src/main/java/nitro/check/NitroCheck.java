package nitro.check;

import java.util.List;
import nitro.command.ExitStatus;
import nitro.define.directory.ServiceFiles;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.spat.SocketPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** nitro-check: says what is wrong with a services directory before nitro meets it. */
public final class NitroCheck implements Command {
    private static final String JSON = "--json";
    private static final String ROOT = "--root";
    private static final String HELP = "--help";
    private static final String DEFAULT_DIRECTORY = "/etc/nitro";

    private static final int FOUND = 1;

    /** Largest pid and request number: they give the longest socket name that a client may bind. */
    private static final int LONGEST_PID = 4_194_304;

    private static final int LAST_REQUEST = 1000;

    private static final String[] FOOTER = {
        "",
        "Each finding is a line FILE: WHAT, with FILE relative to DIR. It reports scripts",
        "that cannot be executed, missing interpreters, line ends of another system,",
        "impossible names, instances without a template and templates without an",
        "instance, log links that lead nowhere or in a loop, readiness and stop-signal",
        "files without sense, files whose names look misspelt, runs that leave their",
        "program to itself, and files that others than root and you may change. Nothing is",
        "executed or changed.",
        "",
        "`#!/usr/bin/env PROGRAM` is looked up along PATH; NITRO_SOCK is checked if set.",
        "With --root both are ignored.",
        "",
        "Exit status: 0 nothing found; 1 something found; 2 wrong usage, or DIR cannot be",
        "read.",
    };

    @Override
    public int run(Invocation call, Platform platform) {
        CommandLine line = new CommandLine(spec(call.name()));
        ParseResult words;
        try {
            words = line.parseArgs(call.args().toArray(new String[0]));
        } catch (ParameterException e) {
            return complain(call, String.valueOf(e.getMessage()));
        }
        if (words.isUsageHelpRequested()) {
            line.usage(call.out(), Ansi.OFF);
            return 0;
        }
        String directory = words.matchedPositionalValue(0, DEFAULT_DIRECTORY);
        return check(
                List.of(directory),
                words.matchedOptionValue(ROOT, null),
                words.hasMatchedOption(JSON),
                call,
                platform.client());
    }

    /**
     * Checks the directory that is named, if one is, and prints what was found.
     *
     * @param root what will be the root directory; null: what is
     * @return the exit status
     */
    public static int check(
            List<String> words, @Nullable String root, boolean json, Invocation call, ClientPosix posix) {
        if (words.size() > 1) {
            return complain(call, words.get(1) + ": one directory at a time");
        }
        String directory = words.isEmpty() ? DEFAULT_DIRECTORY : words.getFirst();
        Findings findings = new Findings();
        FileView view = root == null ? posix : new RootedFiles(posix, root);
        // Of another system we do not know what environment nitro will have there.
        String path = root == null ? call.variable("PATH") : "";
        try {
            FileStatus ours = root == null ? ours(posix) : null;
            new DirectoryCheck(view, directory, path.isEmpty() ? ServiceFiles.DEFAULT_PATH : path, ours, findings)
                    .run();
        } catch (ErrnoException e) {
            return complain(call, (root == null ? "" : root + ": ") + directory + ": " + e.reason());
        }
        if (root == null) {
            checkSocket(call.variable("NITRO_SOCK"), findings);
        }
        if (json) {
            call.out().print(findings.json() + "\n");
        } else {
            findings.lines().forEach(line -> call.out().print(line + "\n"));
        }
        return findings.isEmpty() ? 0 : FOUND;
    }

    /** A file that is ours for sure; null where there is no /proc. */
    private static @Nullable FileStatus ours(FileView view) {
        try {
            return view.stat("/proc/self");
        } catch (ErrnoException e) {
            return null;
        }
    }

    private static void checkSocket(String nitroSock, Findings findings) {
        SocketPath socket = new SocketPath(nitroSock);
        if (!SocketPath.fits(nitroSock)) {
            findings.wrong("NITRO_SOCK", "a path of " + nitroSock.length() + " bytes is too long for a socket");
        } else if (!SocketPath.fits(socket.listenerOfAll(LONGEST_PID, LAST_REQUEST))) {
            findings.wrong("NITRO_SOCK", "so long a path that a client's socket in notify/ beside it may not fit");
        }
    }

    private static int complain(Invocation call, String what) {
        call.err().print(call.name() + ": " + what + "\n");
        return ExitStatus.USAGE;
    }

    /** The model that help, and whoever writes completions, is made from. */
    public static CommandSpec spec(String name) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.parser().expandAtFiles(false).overwrittenOptionsAllowed(true);
        spec.addOption(OptionSpec.builder(JSON)
                        .type(boolean.class)
                        .description("Print an array of objects with file, severity and what.")
                        .build())
                .addOption(OptionSpec.builder(ROOT)
                        .type(String.class)
                        .paramLabel("ROOT")
                        .description("The directory that will be the root, as of an image that is being made: DIR,"
                                + " absolute links and interpreters are looked for in it.")
                        .build())
                .addOption(OptionSpec.builder(HELP)
                        .usageHelp(true)
                        .description("Print this text.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .type(String.class)
                        .arity("0..1")
                        .paramLabel("DIR")
                        .description("The services directory; " + DEFAULT_DIRECTORY + " if none is given.")
                        .build());
        spec.usageMessage()
                .description("Reads a services directory as nitro would, and reports mistakes and suspicious points.")
                .footer(FOOTER);
        return spec;
    }
}
