package nitro.posix.image;

import nitro.posix.ErrnoException;
import nitro.posix.Notices;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CIntPointer;

/** {@link Notices}, in the image. */
final class ImageNotices implements Notices {
    private final Scratch scratch;

    ImageNotices(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public int noticeSocket(String name) throws ErrnoException {
        return ErrnoNumber.checkReturned(ConnectionCalls.noticeSocket(scratch.path(name)), "bind", "@" + name);
    }

    @Override
    public int receiveNotice(int fd, Notice into) {
        CIntPointer sender = StackValue.get(2, CIntPointer.class);
        CCharPointer bytes = scratch.only(into.data.length);
        int count = ConnectionCalls.receiveNotice(fd, bytes, into.data.length, sender);
        if (count < 0) {
            return ErrnoNumber.of(-count).code();
        }
        Bytes.copy(bytes, into.data, 0, count);
        into.length = count;
        into.pid = sender.read(0);
        into.uid = sender.read(1);
        return count;
    }
}
