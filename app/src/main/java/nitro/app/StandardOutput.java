package nitro.app;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that keeps why it could not be written: a {@link java.io.PrintStream} over it only tells that. */
final class StandardOutput extends OutputStream {
    private final OutputStream to;
    private @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    /** The first error; null if there was none. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            to.write(bytes, offset, length);
            to.flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
