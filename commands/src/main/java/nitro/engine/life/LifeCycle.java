package nitro.engine.life;

import static nitro.engine.life.Phase.*;

import java.util.List;
import nitro.engine.model.Timing;

/**
 * The life cycle of a service as a pure function (spec 4): a phase and an event give the next phase and what to do.
 *
 * <p>A service that nobody wants is DOWN. Who wants it to run begins a start: the attempt, BEGINNING, looks what is there.
 * Where the definition has a setup program, that runs first, SETTING_UP, and must exit 0. Then comes run, and the service
 * is STARTING until it is ready, which makes it UP. A service without a run is a ONESHOT: it counts as up though no
 * process of it is left.
 *
 * <p>A service goes down in two steps. Its program is sent the stop signal, STOPPING, and is killed if it does not end in
 * time; then finish runs, FINISHING, and then the service is DOWN. Setup has no finish: STOPPING_SETUP leads to DOWN at once.
 * The phases of a restart are the same but lead to another start: RESTARTING, REFINISHING, RESTARTING_SETUP. So an order
 * that comes in between, up or down, only changes which of the two follows. A run that ends by itself is a restart without
 * the first step.
 *
 * <p>A start may fail in three ways. What the system lacks at the moment, or a setup that fails, may be there later: the
 * service is DELAYED until the next attempt, as it is after a life that was short. What will not change by waiting, a
 * setup that says so or a program that cannot be executed, makes the service FATAL: nothing is tried again before somebody
 * orders it. If it was run that could not be executed, its finish is told, FAILING, before it is FATAL; orders that come
 * meanwhile wait for that: FAILING_UP, FAILING_DOWN.
 *
 * <p>A run that ends by itself may be followed by no restart, as the policy of the service has it: after a good end finish
 * runs, ENDING, and the service is DONE, which counts as up for those that require it; after a bad one it is FATAL by way
 * of FAILING. A finish can refuse the restart.
 *
 * <p>A service that another keeps from starting is BLOCKED: it is to run, and begins its start when that is over. It was not
 * started, so nothing of it has to be stopped.
 *
 * <p>Each method below is one event, and each switch has all phases: what a command does not concern stays as it is, and
 * what cannot happen is named as impossible.
 */
public final class LifeCycle {
    /**
     * The facts on which the function depends besides the phase.
     *
     * @param closing whether the supervisor is shutting down, so that nothing starts any more (spec 3.4)
     * @param pauseMs milliseconds before the next start, 0 for none
     * @param circular whether what it reads comes from itself in a circle of services (spec 4.9)
     * @param verdict what follows if run has ended by itself
     * @param success whether the last end of run was a success
     * @param byItself whether the restart that is due follows from the end of run, and nobody has ordered it
     * @param held whether another service keeps it from starting, and no pause is due before (spec engine 3.1)
     */
    public record Facts(
            boolean closing,
            int pauseMs,
            boolean circular,
            Verdict verdict,
            boolean success,
            boolean byItself,
            boolean held) {}

    /**
     * The outcome of an event.
     *
     * @param phase the phase to enter
     * @param delay milliseconds until the next start, if {@code phase} is DELAYED
     * @param viaDown whether it is DOWN for a moment first, which is announced (spec 4.2)
     * @param effects what to do then, in order
     * @param possible false if the event cannot come in that phase; then nothing changes
     */
    public record Next(Phase phase, int delay, boolean viaDown, List<Effect> effects, boolean possible) {}

    private LifeCycle() {}

    public static Next next(Phase phase, Event event, Facts facts) {
        return switch (event) {
            case UP -> facts.closing ? to(phase) : up(phase);
            case SCHEDULED -> phase == DOWN ? later(0, facts) : impossible(phase);
            case NEEDED -> facts.closing ? to(phase) : needed(phase, facts);
            case DOWN -> down(phase);
            case CLOSED -> phase == DELAYED || phase == BLOCKED ? to(DOWN) : to(phase);
            case RESTART -> facts.closing && phase != BEGINNING ? to(phase) : restart(phase);
            case YIELD -> facts.closing ? to(phase) : yieldFrom(phase);
            case READY -> phase == STARTING ? to(UP) : to(phase);
            case TIME -> time(phase, facts);
            case HELD -> phase == BEGINNING ? to(facts.closing ? DOWN : BLOCKED) : impossible(phase);
            case FREED -> freed(phase, facts);
            case HAS_SETUP -> phase == BEGINNING ? to(SETTING_UP, Effect.SETUP) : impossible(phase);
            case NO_SETUP -> phase == BEGINNING ? to(BEGINNING, Effect.RUN) : impossible(phase);
            case RUN_STARTED -> phase == BEGINNING ? to(STARTING) : impossible(phase);
            case NO_RUN -> phase == BEGINNING ? to(ONESHOT) : impossible(phase);
            case UNEXECUTABLE -> unexecutable(phase);
            case NO_RESOURCES ->
                phase == BEGINNING || phase == SETTING_UP ? later(Timing.RETRY_DELAY_MS, facts) : impossible(phase);
            case CIRCULAR -> phase == BLOCKED ? to(FATAL) : to(phase);
            case GONE -> phase == BEGINNING ? to(FATAL) : impossible(phase);
            case SETUP_DONE -> setupEnded(phase, facts, facts.closing ? to(DOWN) : to(BEGINNING, Effect.RUN));
            case SETUP_REFUSED -> setupEnded(phase, facts, to(FATAL));
            case SETUP_FAILED -> setupEnded(phase, facts, later(Timing.RESTART_DELAY_MS, facts));
            case RUN_ENDED -> runEnded(phase, facts);
            case FINISH_ENDED -> finishEnded(phase, facts);
            case FINISH_REFUSED ->
                phase == REFINISHING && facts.byItself && !facts.closing
                        ? to(facts.success ? DONE : FATAL)
                        : finishEnded(phase, facts);
        };
    }

    private static Next up(Phase phase) {
        return switch (phase) {
            case DOWN, DELAYED, BLOCKED, FATAL, DONE -> to(BEGINNING, Effect.LOOK);
            case STOPPING_SETUP -> to(RESTARTING_SETUP);
            case STOPPING -> to(RESTARTING);
            case FINISHING, ENDING -> to(REFINISHING);
            case FAILING, FAILING_DOWN -> to(FAILING_UP);
            case BEGINNING, // in a circle of services, each needs the next
                    SETTING_UP,
                    STARTING,
                    UP,
                    ONESHOT,
                    RESTARTING_SETUP,
                    RESTARTING,
                    REFINISHING,
                    FAILING_UP -> to(phase);
        };
    }

    /**
     * As {@link #up}. But services in a circle, none of which can run, must not try each other for ever: there, one that
     * failed is not tried again for another that starts.
     */
    private static Next needed(Phase phase, Facts facts) {
        boolean failing = phase == FAILING || phase == FAILING_UP || phase == FAILING_DOWN;
        boolean done = phase == DONE || phase == ENDING; // which is as good as up
        return failing && facts.circular || done ? to(phase) : up(phase);
    }

    private static Next freed(Phase phase, Facts facts) {
        if (phase != BLOCKED) {
            return to(phase);
        }
        return facts.closing ? to(DOWN) : to(BEGINNING, Effect.LOOK);
    }

    private static Next down(Phase phase) {
        return switch (phase) {
            case DOWN, FINISHING, FAILING_DOWN -> to(phase);
            case DELAYED, BLOCKED, FATAL, DONE -> to(DOWN);
            case SETTING_UP, STOPPING_SETUP, RESTARTING_SETUP -> to(STOPPING_SETUP, Effect.STOP);
            case STARTING, UP, STOPPING, RESTARTING -> to(STOPPING, Effect.STOP);
            case ONESHOT -> to(FINISHING, Effect.FINISH);
            case REFINISHING, ENDING -> to(FINISHING);
            case FAILING, FAILING_UP -> to(FAILING_DOWN);
            case BEGINNING -> impossible(phase);
        };
    }

    private static Next restart(Phase phase) {
        return switch (phase) {
            case DOWN, DELAYED, BLOCKED, FATAL, DONE -> to(BEGINNING, Effect.LOOK);
            case SETTING_UP, STOPPING_SETUP, RESTARTING_SETUP -> to(RESTARTING_SETUP, Effect.STOP);
            case STARTING, UP, STOPPING, RESTARTING -> to(RESTARTING, Effect.STOP);
            case ONESHOT -> to(REFINISHING, Effect.FINISH);
            case FINISHING, REFINISHING, ENDING -> to(REFINISHING);
            case FAILING, FAILING_UP, FAILING_DOWN -> to(FAILING_UP);
            case BEGINNING -> impossible(phase);
        };
    }

    /** Whoever is being stopped already, for whatever reason, goes on with that. */
    private static Next yieldFrom(Phase phase) {
        return switch (phase) {
            case SETTING_UP -> to(RESTARTING_SETUP, Effect.STOP);
            case STARTING, UP -> to(RESTARTING, Effect.STOP);
            case ONESHOT -> to(REFINISHING, Effect.FINISH);
            case DOWN,
                    DELAYED,
                    BLOCKED,
                    BEGINNING,
                    STOPPING_SETUP,
                    STOPPING,
                    FINISHING,
                    RESTARTING_SETUP,
                    RESTARTING,
                    REFINISHING,
                    FAILING,
                    FAILING_UP,
                    FAILING_DOWN,
                    FATAL,
                    ENDING,
                    DONE -> to(phase);
        };
    }

    private static Next time(Phase phase, Facts facts) {
        return switch (phase.clock()) {
            case DELAY -> facts.closing ? to(DOWN) : to(BEGINNING, Effect.LOOK);
            case SETTLE -> to(UP);
            case KILL, FINISH -> to(phase, Effect.KILL);
            case NONE -> impossible(phase);
        };
    }

    private static Next unexecutable(Phase phase) {
        return switch (phase) {
            case SETTING_UP -> to(FATAL);
            case BEGINNING -> to(FAILING, Effect.FINISH);
            default -> impossible(phase);
        };
    }

    /** @param wanted what follows if nobody has asked it to stop meanwhile */
    private static Next setupEnded(Phase phase, Facts facts, Next wanted) {
        return switch (phase) {
            case SETTING_UP -> wanted;
            case STOPPING_SETUP -> to(DOWN);
            case RESTARTING_SETUP -> again(facts);
            default -> impossible(phase);
        };
    }

    private static Next runEnded(Phase phase, Facts facts) {
        return switch (phase) {
            case STARTING, UP -> to(facts.closing ? FINISHING : afterEnd(facts.verdict), Effect.FINISH);
            case RESTARTING -> to(facts.closing ? FINISHING : REFINISHING, Effect.FINISH);
            case STOPPING -> to(FINISHING, Effect.FINISH);
            default -> impossible(phase);
        };
    }

    private static Phase afterEnd(Verdict verdict) {
        return switch (verdict) {
            case AGAIN -> REFINISHING;
            case DONE -> ENDING;
            case FAILED -> FAILING;
            case DOWN -> FINISHING;
        };
    }

    private static Next finishEnded(Phase phase, Facts facts) {
        return switch (phase) {
            case FINISHING, FAILING_DOWN -> to(DOWN);
            case REFINISHING -> again(facts);
            case FAILING -> to(FATAL);
            case ENDING -> to(DONE);
            case FAILING_UP -> facts.closing ? to(FATAL) : to(BEGINNING, Effect.LOOK);
            default -> impossible(phase);
        };
    }

    /** It is down and wanted up: at once, or after a while if it did not live long, or if another service holds it. */
    private static Next again(Facts facts) {
        if (facts.closing) {
            return to(DOWN);
        }
        if (facts.held) {
            return new Next(BLOCKED, 0, true, List.of(), true);
        }
        return facts.pauseMs > 0
                ? new Next(DELAYED, facts.pauseMs, true, List.of(), true)
                : new Next(BEGINNING, 0, true, List.of(Effect.LOOK), true);
    }

    private static Next later(int delay, Facts facts) {
        return facts.closing ? to(DOWN) : new Next(DELAYED, delay, false, List.of(), true);
    }

    private static Next to(Phase phase, Effect... effects) {
        return new Next(phase, 0, false, List.of(effects), true);
    }

    private static Next impossible(Phase phase) {
        return new Next(phase, 0, false, List.of(), false);
    }
}
