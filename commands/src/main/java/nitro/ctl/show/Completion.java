package nitro.ctl.show;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.ctl.verb.Verb;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.State;

/**
 * Completion of our command lines in shells: {@code completion SHELL} prints the shell's part of it, which then asks
 * {@code completion services COMMAND} for the services that fit a command of nitroctl, and {@code completion states} for
 * the states that a service may be in.
 *
 * <p>Such a service is a line: its name, a tab, and its description.
 */
public final class Completion implements Task {
    private static final String SERVICES = "services";
    private static final String STATES = "states";
    private static final String USAGE = "completion: for which shell? bash, zsh or fish";

    /** Milliseconds that somebody who has pressed a key will wait. */
    private static final long TIMEOUT_MS = 1000;

    private final Verb verb;
    private final PrintStream out;

    private Completion(Verb verb, PrintStream out) {
        this.verb = verb;
        this.out = out;
    }

    public static void run(List<String> words, Invocation call, ClientPosix posix) throws Failure {
        if (words.equals(List.of(STATES))) {
            for (State state : State.values()) {
                call.out().print(state + "\n");
            }
            return;
        }
        if (words.size() == 2 && words.getFirst().equals(SERVICES)) {
            Verb verb = Verb.of(words.getLast());
            if (verb != null && verb.allowsServices()) {
                offerServices(verb, call, posix);
            }
            return;
        }
        String script = words.size() == 1 ? script(words.getFirst()) : "";
        if (script.isEmpty()) {
            throw Failure.usage(USAGE);
        }
        call.out().print(script);
    }

    private static String script(String shell) {
        String file = switch (shell) {
            case "bash" -> "nitro.bash";
            case "zsh" -> "_nitro";
            case "fish" -> "nitro.fish";
            default -> "";
        };
        if (file.isEmpty()) {
            return "";
        }
        try (InputStream in = Completion.class.getResourceAsStream("/nitro/completions/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void offerServices(Verb verb, Invocation call, ClientPosix posix) throws Failure {
        Completion completion = new Completion(verb, call.out());
        try (Client client = Connect.client(call, posix, "", posix.now() + TIMEOUT_MS, completion)) {
            completion.run(client);
        }
    }

    @Override
    public void run(Client client) throws Failure {
        for (Service service : client.services()) {
            if (fits(verb, service)) {
                offer(service.name(), description(service.status()));
            }
        }
        if (takesTemplates(verb)) {
            for (String template : client.templates()) {
                offer(template, "template");
            }
        }
    }

    /** The description of a service that is offered. */
    public static String description(Status status) {
        String state = status.state().toString().toLowerCase(Locale.ROOT);
        return status.pid() == 0 ? state : state + ", pid " + status.pid();
    }

    /** Whether templates are offered, to be completed by a parameter: what starts a service can make one. */
    public static boolean takesTemplates(Verb verb) {
        return verb.action == Verb.Action.UP || verb.action == Verb.Action.RESTART;
    }

    /** Whether the command would do something to it. */
    public static boolean fits(Verb verb, Service service) {
        State state = service.status().state();
        boolean runs = service.status().pid() != 0;
        if (service.name().equals("SYS") && verb.action != Verb.Action.NONE) {
            return false; // spec 3.3
        }
        return switch (verb.action) {
            case UP -> isStopped(state);
            case DOWN -> state != State.DOWN;
            case READY -> state == State.STARTING;
            case SIGNAL -> runs;
            case RESTART -> true;
            case NONE -> runs || verb != Verb.PIDOF;
        };
    }

    /** Whether a start would do something at once. */
    private static boolean isStopped(State state) {
        return switch (state) {
            case DOWN, FATAL, DELAY, BLOCKED, DONE -> true;
            case SETUP, STARTING, UP, ONESHOT, SHUTDOWN, RESTART -> false;
        };
    }

    /** A name that would not stay in its line is left out. */
    private void offer(String name, String description) {
        if (name.indexOf('\t') < 0 && name.indexOf('\n') < 0) {
            out.print(name + "\t" + description + "\n");
        }
    }
}
