package nitro.posix.image;

import java.util.List;
import nitro.posix.DescriptorStream;
import nitro.posix.ErrnoException;
import nitro.posix.Platform;
import nitro.posix.Self;
import nitro.posix.Signal;
import org.graalvm.word.WordFactory;

/** The system, in the image, and what this process was called with; /proc is not needed for any of it. */
public final class ImagePlatform implements Platform {
    private final ImagePosix posix = new ImagePosix();

    public ImagePlatform() {
        ProcessCalls.restoreLimit();
    }

    @Override
    public ImagePosix client() {
        return posix;
    }

    @Override
    public ImagePosix posix() {
        return posix;
    }

    /** All arguments as they are, from argument 0; never empty. */
    public List<String> arguments() {
        List<String> arguments = Bytes.strings(ProcessCalls.arguments());
        return arguments.isEmpty() ? List.of("") : arguments;
    }

    /** {@code NAME=VALUE}, in the order of the caller. */
    public List<String> environment() {
        return Bytes.strings(ProcessCalls.environment());
    }

    /** How to execute this binary again: its path, resolved now. */
    public Self self() {
        String path = Bytes.string(WordFactory.pointer(ProcessCalls.getauxval(ProcessCalls.AT_EXECFN())));
        try {
            return new Self(posix.realpath(path), List.of());
        } catch (ErrnoException e) {
            return new Self(path, List.of());
        }
    }

    /** A descriptor of ours to be written to; it tells why that fails, which a PrintStream would keep for itself. */
    public DescriptorStream stream(int fd) {
        return new DescriptorStream(posix, fd, Integer.toString(fd));
    }

    /**
     * For every command but the supervisor: signals, all of which were blocked before Java began, do again what they did
     * at exec, save that writing to a closed pipe is an error and no end without a word.
     */
    public void releaseSignals() {
        ProcessCalls.ignore(SignalNumber.of(Signal.PIPE));
        ProcessCalls.releaseSignals();
    }
}
