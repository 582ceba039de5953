package nitro.supervisor.sim;

/** A promise of nitro that did not hold. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean held, String what) {
        if (!held) {
            throw new Violation(what);
        }
    }
}
