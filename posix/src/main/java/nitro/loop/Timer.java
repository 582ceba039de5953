package nitro.loop;

/** A moment at which the loop will run something once, unless it is cancelled before. */
public final class Timer implements Comparable<Timer> {
    private final Loop loop;
    private final long deadline;
    private final long sequence;
    final Runnable task;

    Timer(Loop loop, long deadline, long sequence, Runnable task) {
        this.loop = loop;
        this.deadline = deadline;
        this.sequence = sequence;
        this.task = task;
    }

    /** When it is due, on the clock of {@link nitro.posix.ClientPosix#now()}. */
    public long deadline() {
        return deadline;
    }

    /** Forgets it; nothing happens if it has run already. */
    public void cancel() {
        loop.cancel(this);
    }

    /** Earlier first; of those due at the same time, the one that was set first. */
    @Override
    public int compareTo(Timer other) {
        int order = Long.compare(deadline, other.deadline);
        return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }
}
