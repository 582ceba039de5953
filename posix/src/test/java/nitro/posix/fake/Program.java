package nitro.posix.fake;

/**
 * What a simulated process does: it is told of its start and of signals, and asks for the rest by {@link
 * FakeProcess#after} and {@link FakeProcess#reads}.
 */
@FunctionalInterface
public interface Program {
    /** Called once it runs, shortly after it was spawned. */
    void start(FakeProcess self);

    /**
     * A signal other than KILL and STOP has come.
     *
     * @return whether the program takes care of it; if not, it has its default effect
     */
    default boolean signal(FakeProcess self, int signal) {
        return false;
    }

    /** A process that waits for signals and heeds them. */
    static Program idle() {
        return self -> {};
    }

    /** A process that exits {@code millis} after its start. */
    static Program exits(int status, long millis) {
        return self -> self.after(millis, () -> self.exit(status));
    }
}
