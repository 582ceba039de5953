package nitro.posix.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Every choice that the simulated system makes where a real one is free: from a seed, or always the plainest. */
public final class Chance {
    private final Random random;
    private final boolean calm;

    private Chance(long seed, boolean calm) {
        this.random = new Random(seed);
        this.calm = calm;
    }

    /**
     * Choices that a seed decides; the same seed, the same choices. {@link Random}'s first choices are nearly the same for
     * seeds that follow each other, so the seed is mixed before.
     */
    public static Chance of(long seed) {
        return new Chance(new SplittableRandom(seed).nextLong(), false);
    }

    /** No surprises: the first of every list, no delay, never the odd case. */
    public static Chance calm() {
        return new Chance(0, true);
    }

    /** Whether the odd case occurs that occurs once in {@code times}. */
    public boolean one(int times) {
        return !calm && random.nextInt(times) == 0;
    }

    /** A number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return calm ? 0 : random.nextInt(bound);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The same elements in an order that is as good as any. */
    public <T> List<T> shuffled(List<T> elements) {
        List<T> copy = new ArrayList<>(elements);
        if (!calm) {
            Collections.shuffle(copy, random);
        }
        return copy;
    }

    /** A new source of choices, so that two subjects do not disturb each other's. */
    public Chance fork() {
        return new Chance(random.nextLong(), calm);
    }
}
