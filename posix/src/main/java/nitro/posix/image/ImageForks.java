package nitro.posix.image;

import nitro.posix.ErrnoException;
import nitro.posix.Forks;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CIntPointer;

/** {@link Forks}, in the image. */
final class ImageForks implements Forks {
    @Override
    public int forkSocket() throws ErrnoException {
        return ErrnoNumber.checkReturned(ConnectionCalls.forkSocket(), "socket", "forks");
    }

    @Override
    public int receiveFork(int fd, int[] family) {
        CIntPointer found = StackValue.get(2, CIntPointer.class);
        int outcome = ConnectionCalls.receiveFork(fd, found);
        if (outcome < 0) {
            return ErrnoNumber.of(-outcome).code();
        }
        family[0] = found.read(0);
        family[1] = found.read(1);
        return outcome;
    }
}
