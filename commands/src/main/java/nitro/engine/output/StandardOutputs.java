package nitro.engine.output;

import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/**
 * Our own standard output and error, as those write to who share them. Where both lead to the same file they are one, so
 * that lines of the one never stand within lines of the other.
 */
public record StandardOutputs(Output out, Output err) {
    private static final int OUT = 1;
    private static final int ERR = 2;

    /** The outputs of this process. */
    public static StandardOutputs of(Posix posix, Loop loop) {
        Output err = new Output(posix, loop, ERR);
        return new StandardOutputs(areSame(posix) ? err : new Output(posix, loop, OUT), err);
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

    /** Runs {@code task} once, later, when all that they were given is written or lost. */
    public void whenWritten(Runnable task) {
        out.whenWritten(() -> err.whenWritten(task));
    }
}
