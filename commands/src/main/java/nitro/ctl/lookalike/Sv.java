package nitro.ctl.lookalike;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nitro.command.ExitStatus;
import nitro.ctl.lookalike.SvOrder.Action;
import nitro.ctl.lookalike.SvOrder.Until;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Signal;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.client.Conversation;
import nitro.text.Getopt;
import nitro.text.Numbers;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** sv: runit's control tool, for scripts that call it (spec tools 8.2). */
public final class Sv implements Command {
    private static final String USAGE = "usage: sv [-v] [-w SEC] COMMAND SERVICE ...";

    private static final String HELP = USAGE + """


            Controls services of nitro as runit's sv controls those of runsvdir, for scripts
            written for that. People use nitroctl, which can do more.

              -v      wait until the command has taken effect, 7 seconds at most
              -w SEC  the same, SEC seconds at most; also SVWAIT

            COMMAND is one of status, up, down, pause, cont, hup, alarm, interrupt, quit,
            1, 2, term, kill and exit, of which the first letter counts; or start, stop,
            reload, restart, shutdown, check, try-restart, force-stop, force-reload,
            force-restart and force-shutdown, which wait.

            SERVICE is a name, or the path of a service's directory.

            Exit status: the number of services with which it failed, 99 at most; 100 wrong
            usage.
            """;

    private static final int DEFAULT_WAIT_S = 7;
    private static final int LONGEST_WAIT_S = 1_000_000;
    private static final int MOST_FAILURES = 99;

    /** How often a check is tried again, and a service asked for of which nothing was heard. */
    private static final int ASK_AFTER_MS = 250;

    private static final String ONCE =
            "nitro has no order to run a service once; use up, and nitroctl down . in its finish";

    @Override
    public int run(Invocation call, Platform platform) {
        try {
            return new Run(call, platform).run();
        } catch (UsageException e) {
            call.err().print("sv: " + e.getMessage() + "\n" + USAGE + "\n");
            return ExitStatus.CHAIN_USAGE;
        } catch (Failure failure) {
            return failure.status(); // a signal asked us to end
        }
    }

    /** A service that is not done yet. */
    private record Waiting(NamedService service, Status before) {}

    private static final class Run {
        private final Invocation call;
        private final Platform platform;
        private final ClientPosix posix;
        private final long seconds;
        private final boolean help;
        private final boolean verbose;
        private final List<String> words;
        private int failures;

        Run(Invocation call, Platform platform) throws UsageException {
            this.call = call;
            this.platform = platform;
            this.posix = platform.client();
            List<String> given = new ArrayList<>();
            words = new Getopt("vw:", Map.of("help", false)).parse(call.args(), (option, value) -> {
                given.add(option);
                if (option.equals("w")) {
                    given.add(value);
                }
            });
            help = given.contains("help");
            verbose = given.contains("v") || given.contains("w");
            int last = given.lastIndexOf("w");
            String wait = last >= 0 ? given.get(last + 1) : call.variable("SVWAIT");
            seconds = wait.isEmpty() ? DEFAULT_WAIT_S : Numbers.between(0, LONGEST_WAIT_S, wait, "-w");
        }

        int run() throws UsageException, Failure {
            if (help) {
                call.out().print(HELP);
                return 0;
            }
            SvOrder order = words.isEmpty() ? null : SvOrder.of(words.getFirst());
            if (order == null || words.size() < 2) {
                throw new UsageException(
                        order != null || words.isEmpty()
                                ? "too few arguments"
                                : words.getFirst() + ": no such command");
            }
            List<String> arguments = words.subList(1, words.size());
            try (Client client = Connect.client(call, posix, Conversation.ALL, Long.MAX_VALUE, _ -> {})) {
                checkDirectory(client);
                carryOut(client, order, arguments);
            } catch (Failure failure) {
                if (failure.isSignalled()) {
                    throw failure;
                }
                arguments.forEach(argument -> fail(argument, failure.line()));
            }
            return Math.min(failures, MOST_FAILURES);
        }

        /** Another nitro's service of the same name is not to be met. */
        private void checkDirectory(Client client) throws Failure {
            String wanted = call.variable("SVDIR");
            if (!wanted.isEmpty() && client.ask(new Request.ServicesDirectory()) instanceof Directory(String path)) {
                try {
                    if (posix.stat(wanted).sameFile(posix.stat(path))) {
                        return;
                    }
                } catch (ErrnoException e) {
                    // It is not the same.
                }
                throw Failure.error("nitro serves " + path + ", and SVDIR is " + wanted + "; set NITRO_SOCK");
            }
        }

        private void carryOut(Client client, SvOrder order, List<String> arguments) throws Failure {
            SvLine line = new SvLine(posix, client);
            List<Waiting> waiting = new ArrayList<>();
            for (String argument : arguments) {
                NamedService service = named(argument);
                Status before = service == null ? null : service.status(client);
                if (service == null || before == null) {
                    if (service != null) {
                        before = load(client, order, service);
                    }
                    if (service == null || before == null) {
                        fail(argument, "unable to change to service directory: file does not exist");
                        continue;
                    }
                }
                if (order.action() == Action.STATUS) {
                    print(line.of(argument, service, before) + loggerOf(client, line, service));
                } else if (order.action() == Action.ONCE) {
                    fail(argument, ONCE);
                } else {
                    order(client, order, service, before);
                    waiting.add(new Waiting(service, before));
                }
            }
            if (order.action() != Action.STATUS && (order.waits() || verbose)) {
                await(client, order, line, waiting);
            }
        }

        private @Nullable NamedService named(String argument) throws Failure {
            try {
                return NamedService.of(argument, call, posix);
            } catch (Failure failure) {
                if (failure.isSignalled()) {
                    throw failure;
                }
                return null;
            }
        }

        /** A service that is on the disk and was not seen before is loaded by an order that starts it (spec 4.6). */
        private @Nullable Status load(Client client, SvOrder order, NamedService service) throws Failure {
            return order.action() == Action.UP || order.action() == Action.RESTART
                    ? client.ask(new Request.Up(service.name()), new Request.Query(service.name()))
                                    instanceof Status now
                            ? now
                            : service.status(client)
                    : null;
        }

        private String loggerOf(Client client, SvLine line, NamedService service) throws Failure {
            NamedService logger = new NamedService("log", service.name() + ".log");
            Status status = logger.status(client);
            return status == null ? "" : "; " + line.of("log", logger, status);
        }

        private void order(Client client, SvOrder order, NamedService service, Status before) throws Failure {
            String name = service.name();
            Request question = new Request.Query(name);
            switch (order.action()) {
                case UP -> client.ask(new Request.Up(name), question);
                case DOWN -> client.ask(new Request.Down(name), question);
                case RESTART -> client.ask(new Request.Restart(name), question);
                case RESTART_IF_UP -> {
                    if (before.pid() != 0) {
                        client.ask(new Request.Restart(name), question);
                    }
                }
                case STATUS, NOTHING, ONCE -> {}
            }
            for (Signal signal : order.signals()) {
                if (before.pid() != 0) {
                    client.ask(new Request.Signal(posix.number(signal), name), question);
                }
            }
        }

        private void await(Client client, SvOrder order, SvLine line, List<Waiting> waiting) throws Failure {
            long deadline = posix.now() + seconds * 1000;
            while (!waiting.isEmpty()) {
                boolean over = posix.now() >= deadline;
                for (Waiting target : List.copyOf(waiting)) {
                    if (look(client, order, line, target, over, deadline)) {
                        waiting.remove(target);
                    }
                }
                if (!waiting.isEmpty()) {
                    client.listen(Math.min(deadline, posix.now() + ASK_AFTER_MS));
                }
            }
        }

        /** Whether the service need not be waited for any more. */
        private boolean look(Client client, SvOrder order, SvLine line, Waiting target, boolean over, long deadline)
                throws Failure {
            NamedService service = target.service;
            Status now = service.status(client);
            if (now == null) { // it was forgotten, and so is down
                print("ok: down: " + service.argument() + ": 0s");
                return true;
            }
            if (order.isDone(target.before, now) && isAvailable(order, line, service, now, deadline)) {
                print("ok: " + line.of(service.argument(), service, now));
                return true;
            }
            if (over) {
                print((order.kills() ? "kill: " : "timeout: ") + line.of(service.argument(), service, now));
                failures++;
                if (order.kills()) {
                    int kill = posix.number(Signal.KILL);
                    client.ask(new Request.Signal(kill, service.name()), new Request.Query(service.name()));
                }
            }
            return over;
        }

        private boolean isAvailable(SvOrder order, SvLine line, NamedService service, Status now, long deadline) {
            if (!SvLine.isUp(now) || order.until() == Until.NOW || order.until() == Until.DOWN) {
                return true;
            }
            String directory = line.directoryOfCheck(service);
            return directory == null
                    || new CheckScript(platform.posix(), call.environment()).succeeds(directory, deadline + 1000);
        }

        private void fail(String argument, String why) {
            print("fail: " + argument + ": " + why);
            failures++;
        }

        private void print(String line) {
            call.out().print(line + "\n");
        }
    }
}
