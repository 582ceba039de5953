package nitro.posix.fake;

/** Our process made a call that would block for ever, or had nothing left to wait for: a fault of the code under test. */
public final class WouldBlock extends AssertionError {
    private static final long serialVersionUID = 1L;

    WouldBlock(String what) {
        super(what + " would block for ever");
    }
}
