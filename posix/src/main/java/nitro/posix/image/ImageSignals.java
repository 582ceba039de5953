package nitro.posix.image;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.Signals;
import nitro.posix.image.ProcessCalls.SignalInfo;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.jspecify.annotations.Nullable;

/** {@link Signals}, in the image. */
final class ImageSignals implements Signals {
    private final Scratch scratch;

    ImageSignals(Scratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void ignoreOtherSignals() {
        ProcessCalls.blockSignals();
    }

    @Override
    public void stopHere() {
        ProcessCalls.stopHere();
    }

    @Override
    public boolean isIgnored(Signal signal) {
        return ProcessCalls.isIgnored(SignalNumber.of(signal)) != 0;
    }

    @Override
    public int kill(int pid, int signal) {
        return ProcessCalls.kill(pid, signal) < 0 ? ErrnoNumber.lastCode() : 0;
    }

    @Override
    public int signalDescriptor(List<Signal> signals) throws ErrnoException {
        return ErrnoNumber.checkReturned(ProcessCalls.takeSignals(numbers(signals), signals.size()), "signalfd", "");
    }

    /** A descriptor for those of the signals that are not ignored, until {@link ProcessCalls#unwatchSignals}. */
    int watch(List<Signal> signals) throws ErrnoException {
        return ErrnoNumber.checkReturned(ProcessCalls.watchSignals(numbers(signals), signals.size()), "signalfd", "");
    }

    private CIntPointer numbers(List<Signal> signals) {
        CIntPointer numbers = scratch.only((long) signals.size() * Integer.BYTES);
        for (int i = 0; i < signals.size(); i++) {
            numbers.write(i, SignalNumber.of(signals.get(i)));
        }
        return numbers;
    }

    @Override
    public @Nullable Signal nextSignal(int fd) {
        int number = nextNumber(fd);
        return number == 0 ? null : SignalNumber.signal(number);
    }

    /** The number of the next signal of a descriptor, 0 if there is none. */
    int nextNumber(int fd) {
        SignalInfo info = StackValue.get(SignalInfo.class);
        int size = SizeOf.get(SignalInfo.class);
        return FileCalls.read(fd, info, size) == size ? info.number() : 0;
    }
}
