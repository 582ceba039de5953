package nitro.engine.output;

import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/**
 * Our own standard output and error, as those write to who share them. Where both lead to the same file they are one, so
 * that lines of the one never stand within lines of the other.
 */
public record StandardOutputs(Output out, Output err) {
    private static final int OUT = 1;
    private static final int ERR = 2;

    /** @param outFailed told once, when a write to standard output has failed and lines are lost; not of standard error */
    public static StandardOutputs of(Posix posix, Loop loop, Consumer<Errno> outFailed) {
        if (areSame(posix)) {
            Output both = new Output(posix, loop, ERR, reason -> {});
            return new StandardOutputs(both, both);
        }
        return new StandardOutputs(new Output(posix, loop, OUT, outFailed), new Output(posix, loop, ERR, reason -> {}));
    }

    private static boolean areSame(Posix posix) {
        try {
            return posix.fstat(OUT).sameFile(posix.fstat(ERR));
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** Gives up each that takes no byte for so long; see {@link Output#giveUpAfter}. */
    public void giveUpAfter(long millis) {
        out.giveUpAfter(millis);
        err.giveUpAfter(millis);
    }

    /** Whether all that they were given is written or lost. */
    public boolean isWritten() {
        return out.waiting() == 0 && err.waiting() == 0;
    }
}
