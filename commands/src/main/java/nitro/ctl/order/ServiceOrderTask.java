package nitro.ctl.order;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nitro.command.ExitStatus;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.AwaitedService;
import nitro.ctl.screen.Endings;
import nitro.ctl.terminal.Progress;
import nitro.ctl.verb.Verb;
import nitro.posix.ClientPosix;
import nitro.posix.Signal;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Event;
import nitro.spat.Message.Needs;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a command on services, all at once: each gets its order, then all are waited for until the command is
 * done for each (spec 6.3).
 *
 * <p>Events tell of most states; a service of which nothing was heard for a while is asked for, because nitro may have
 * had no room for an event.
 */
public final class ServiceOrderTask implements Task {
    /** Milliseconds after which a service is asked for of which nothing was heard: an event may have been lost. */
    private static final long ASK_AFTER_MS = 500;

    /** So many starts have to fail before a command that waits for the service to run ends. */
    private static final int FAILED_STARTS = 3;

    private final Verb verb;
    private final long timeout;
    private final boolean keepWaiting;
    private final ClientPosix posix;
    private final @Nullable PrintStream verbose;
    private final Progress progress;
    private final Complaints complaints;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private int pending;
    /** Whether nitro is old and tells no details. */
    private boolean untold;

    /**
     * @param verbose where each state on the way is printed, or null
     * @param timeout milliseconds after which the client gives up
     * @param keepWaiting whether it waits on for a service to run however often that fails, and when it was stopped
     */
    public ServiceOrderTask(
            Verb verb,
            List<String> names,
            ClientPosix posix,
            @Nullable PrintStream verbose,
            Progress progress,
            long timeout,
            boolean keepWaiting,
            Complaints complaints) {
        this.verb = verb;
        this.timeout = timeout;
        this.keepWaiting = keepWaiting;
        this.posix = posix;
        this.verbose = verbose;
        this.progress = progress;
        this.complaints = complaints;
        for (String name : names) {
            targets.put(name, new Target(name));
        }
        pending = targets.size();
    }

    /** Orders and waits; what goes wrong with a service is left in the complaints. */
    @Override
    public void run(Client client) throws Failure {
        try {
            Collection<Target> all = targets.values();
            for (Target target : all) {
                order(client, target);
            }
            while (pending > 0) {
                client.listen(nextQuestion());
                boolean on = progress.isOn() && !untold;
                for (Target target : all) {
                    if (!target.done && target.failures >= FAILED_STARTS) {
                        giveUp(client, target);
                    } else if (!target.done && (posix.now() - target.heard >= ASK_AFTER_MS || on && !target.detailed)) {
                        query(client, target);
                    }
                }
                if (pending > 0 && progress.isOn()) {
                    progress.show(waiting());
                }
            }
            if (verb.stops()) {
                for (Target target : all) {
                    noteKill(client, target);
                }
            }
        } catch (Failure failure) {
            if (failure.status() != ExitStatus.TIMED_OUT) {
                throw failure;
            }
            progress.clear();
            targets.values().forEach(this::complainOfTime);
        } finally {
            progress.clear();
        }
    }

    /** Reports a service that had to be killed: perhaps it has not saved all that it should. */
    private void noteKill(Client client, Target target) throws Failure {
        if (target.reached
                && client.ask(new Request.Detail(target.name)) instanceof Detail detail
                && detail.service().trouble().killed()) {
            progress.clear();
            complaints.add(0, target.name + ": did not stop in time and was killed");
        }
    }

    private void complainOfTime(Target target) {
        if (!target.done) {
            String why = target.state == null ? "nitro did not answer within " : "still " + target.state + " after ";
            complaints.add(ExitStatus.TIMED_OUT, target.name + ": " + why + seconds(timeout));
        }
    }

    /** {@code 5 s}, {@code 0.25 s}. */
    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
    }

    private List<AwaitedService> waiting() {
        List<AwaitedService> waiting = new ArrayList<>();
        for (Target target : targets.values()) {
            if (!target.done && target.state != null) {
                long left = target.deadline < 0 ? -1 : Math.max(0, target.deadline - posix.now());
                waiting.add(new AwaitedService(target.name, target.state, target.ending, left));
            }
        }
        return waiting;
    }

    @Override
    public void unanswered() {
        progress.clear();
    }

    @Override
    public void heard(Event event) {
        Target target = targets.get(event.name());
        if (target != null && !target.done) {
            if (mayGiveUp()) {
                target.countFailure(event.state());
            }
            heard(event.state(), target);
            if (event.state() == State.DOWN) {
                target.heard -= ASK_AFTER_MS; // it may be the one within a restart: nitro has to say
            }
        }
    }

    private boolean mayGiveUp() {
        return verb.makesRun() && !keepWaiting;
    }

    private void order(Client client, Target target) throws Failure {
        nameDependents(client, target);
        target.state = null;
        Message answer = verb.action == Verb.Action.NONE
                ? client.ask(new Request.Query(target.name))
                : client.ask(request(target.name), new Request.Query(target.name));
        target.ordered = true;
        if (answer == Answer.NO_SUCH_SERVICE) {
            boolean runs = verb.action != Verb.Action.SIGNAL;
            fail(target, runs ? NearMiss.of(target.name, client) : NearMiss.withoutProcess(target.name, client));
        } else if (answer == Answer.NOT_IMPLEMENTED) {
            fail(target, Failure.error(target.name + ": this nitro does not know the request"));
        } else if (verb.goal == Verb.Goal.ANSWERED) {
            finish(target);
        } else if (answer instanceof Status status) {
            reported(target, status);
        } else if (target.state != null) {
            heard(target.state, target);
        } else {
            query(client, target);
        }
    }

    /**
     * On a terminal, the services that stop or restart with it are named, but for those that are ordered to themselves. A
     * script's requests stay those of nitro 0.8.
     */
    private void nameDependents(Client client, Target target) throws Failure {
        boolean stops = verb.action == Verb.Action.DOWN || verb.action == Verb.Action.RESTART;
        if (stops && progress.isOn() && client.ask(new Request.Needs(target.name)) instanceof Needs needs) {
            List<String> others = needs.dependents().stream()
                    .filter(name -> !targets.containsKey(name))
                    .toList();
            if (!others.isEmpty()) {
                progress.clear();
                String what = verb.action == Verb.Action.DOWN ? ": also stops " : ": also restarts ";
                complaints.add(0, target.name + what + String.join(", ", others));
            }
        }
    }

    private Request request(String name) {
        return switch (verb.action) {
            case UP -> new Request.Up(name);
            case DOWN -> new Request.Down(name);
            case RESTART -> new Request.Restart(name);
            case READY -> new Request.Ready(name);
            case SIGNAL -> new Request.Signal(signalNumber(), name);
            case NONE -> new Request.Query(name);
        };
    }

    private int signalNumber() {
        Signal signal = verb.signal;
        return signal == null ? 0 : posix.number(signal);
    }

    private void query(Client client, Target target) throws Failure {
        target.heard = posix.now();
        boolean details = progress.isOn() && !untold;
        Message answer = client.ask(details ? new Request.Detail(target.name) : new Request.Query(target.name));
        if (target.done) {
            return;
        }
        if (answer instanceof Detail detail) {
            reported(target, detail.service().status());
            target.detailed = true;
            List<String> waitsFor = detail.service().waitsFor();
            target.ending = waitsFor.isEmpty()
                    ? Endings.brief(detail.service().status().wstatus())
                    : "waits for " + String.join(", ", waitsFor);
            target.deadline = detail.deadline() < 0 ? -1 : posix.now() + detail.deadline();
        } else if (details && answer == Answer.NOT_IMPLEMENTED) {
            untold = true;
            query(client, target);
        } else if (answer instanceof Status status) {
            reported(target, status);
        } else if (verb.goal.contains(State.DOWN)) {
            // It was stopped and then forgotten.
            finish(target);
        } else {
            fail(target, NearMiss.of(target.name, client));
        }
    }

    private void heard(State state, Target target) {
        if (state != target.state) {
            target.detailed = false;
            target.deadline = -1;
            if (verbose != null) {
                verbose.print(state + " " + target.name + "\n");
                verbose.flush();
            }
        }
        target.state = state;
        target.heard = posix.now();
        if (!target.ordered) {
            return;
        }
        if (verb.goal.contains(state)) {
            target.reached = true;
            finish(target);
        } else if (verb.failsWith(state)) {
            finish(target);
            progress.clear();
            complaints.add(Failure.NOT_RUNNING, target.name + " is FATAL; see `nitroctl status " + target.name + "`");
        }
    }

    /** nitro's own word: a service that is DOWN is wanted by nobody any more, for within a restart it is not asked for. */
    private void reported(Target target, Status status) {
        heard(status.state(), target);
        if (mayGiveUp() && !target.done && status.state() == State.DOWN) {
            String how = Endings.brief(status.wstatus());
            giveUp(target, "was stopped before it was up" + (how.isEmpty() ? "" : " (" + how + ")"));
        }
    }

    private void giveUp(Client client, Target target) throws Failure {
        Message answer = client.ask(new Request.Detail(target.name));
        if (answer == Answer.NOT_IMPLEMENTED) {
            answer = client.ask(new Request.Query(target.name));
        }
        if (target.done) {
            return; // it is up after all
        }
        String reason = answer instanceof Detail detail
                ? reason(detail)
                : answer instanceof Status status ? Endings.full(status.wstatus()) : "unknown end";
        giveUp(target, "failed " + target.failures + " times (" + reason + ") and is tried again");
    }

    private static String reason(Detail detail) {
        int wstatus = detail.service().status().wstatus();
        if (wstatus == Endings.NOT_EXECUTED && !detail.lastError().isEmpty()) {
            return detail.lastError();
        }
        return (detail.setupFailed() ? "setup: " : "") + Endings.full(wstatus);
    }

    private void giveUp(Target target, String why) {
        finish(target);
        progress.clear();
        complaints.add(Failure.NOT_RUNNING, target.name + ": " + why + "; see `nitroctl status " + target.name + "`");
    }

    private void fail(Target target, Failure why) {
        finish(target);
        progress.clear();
        complaints.add(why);
    }

    private void finish(Target target) {
        target.done = true;
        pending--;
    }

    private long nextQuestion() {
        long next = Long.MAX_VALUE;
        for (Target target : targets.values()) {
            if (!target.done) {
                next = Math.min(next, target.heard + ASK_AFTER_MS);
            }
        }
        return next;
    }
}
