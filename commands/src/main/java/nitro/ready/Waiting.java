package nitro.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nitro.loop.Timer;
import nitro.probe.Condition;

/** Conditions that are waited for all at once, each as long as it may take; none waits for another. */
final class Waiting {
    /**
     * A condition.
     *
     * @param limit milliseconds until it must be true; negative: for ever
     */
    record Wanted(Condition condition, long limit) {}

    private final CommandContext context;
    private final List<Wanted> all;
    private final boolean anyWillDo;
    private final List<Timer> timers = new ArrayList<>();
    private Runnable success = () -> {};
    private Runnable failure = () -> {};
    private int expired;
    private boolean over;

    /** @param anyWillDo whether one of them is enough */
    Waiting(CommandContext context, List<Wanted> all, boolean anyWillDo) {
        this.context = context;
        this.all = all;
        this.anyWillDo = anyWillDo;
    }

    /** Begins; one of the two is run, perhaps at once, when it is clear how it ends, and then nothing is left of it. */
    void begin(Runnable whenTrue, Runnable whenTimeIsOver) {
        success = whenTrue;
        failure = whenTimeIsOver;
        for (Wanted one : all) {
            if (!over && one.limit >= 0) {
                timers.add(context.loop().after(one.limit, () -> expire(one.condition)));
            }
            if (!over) {
                one.condition.begin(this::found);
            }
        }
    }

    private void found() {
        if (anyWillDo || all.stream().allMatch(one -> one.condition.isTrue())) {
            end();
            success.run();
        }
    }

    private void expire(Condition condition) {
        if (condition.isTrue()) {
            return;
        }
        condition.end();
        expired++;
        if (!anyWillDo || expired == all.size()) {
            end();
            failure.run();
        }
    }

    /** Gives all of them up. */
    void end() {
        over = true;
        timers.forEach(Timer::cancel);
        all.forEach(one -> one.condition.end());
    }

    /** The conditions that do not hold, with the reasons, in one line. */
    String complaint() {
        return all.stream()
                .map(Wanted::condition)
                .filter(condition -> !condition.isTrue())
                .map(Condition::complaint)
                .collect(Collectors.joining("; "));
    }
}
