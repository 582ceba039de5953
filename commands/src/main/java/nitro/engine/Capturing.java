package nitro.engine;

import nitro.engine.model.Program;
import nitro.engine.output.Capture;
import nitro.engine.output.Captures;
import nitro.engine.output.LineSink;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Files.Pipe;
import org.jspecify.annotations.Nullable;

/** Makes the pipes by which what programs write comes to us, for services whose output is captured. */
public final class Capturing {
    /** The descriptors that a program writes to. */
    public enum Stream {
        OUTPUT,
        ERRORS
    }

    /** Where the lines of programs go. */
    @FunctionalInterface
    public interface Sinks {
        LineSink sink(Program program, Stream stream);
    }

    private final Files posix;
    private final Captures captures;
    private final Sinks sinks;

    public Capturing(Files posix, Captures captures, Sinks sinks) {
        this.posix = posix;
        this.captures = captures;
        this.sinks = sinks;
    }

    /** The pipes of a program that is being started: it gets the writing ends, and afterwards they are closed here. */
    final class Pipes {
        private final Program program;
        private @Nullable Pipe output;
        private @Nullable Pipe errors;

        private Pipes(Program program) {
            this.program = program;
        }

        /** The writing end for one stream, made when first asked for. */
        int writer(Stream stream) throws ErrnoException {
            Pipe pipe = posix.pipe(true);
            switch (stream) {
                case OUTPUT -> output = pipe;
                case ERRORS -> errors = pipe;
            }
            return pipe.writer();
        }

        /** The program runs: from now on what it writes is read. */
        void started(Service service) {
            service.captures.removeIf(Capture::isClosed);
            read(service, output, Stream.OUTPUT);
            read(service, errors, Stream.ERRORS);
            output = null;
            errors = null;
        }

        private void read(Service service, @Nullable Pipe pipe, Stream stream) {
            if (pipe != null) {
                posix.close(pipe.writer());
                service.captures.add(captures.open(pipe.reader(), sinks.sink(program, stream), () -> {}));
            }
        }

        /** Closes all that nobody reads. */
        void close() {
            close(output);
            close(errors);
        }

        private void close(@Nullable Pipe pipe) {
            if (pipe != null) {
                posix.close(pipe.writer());
                posix.close(pipe.reader());
            }
        }
    }

    Pipes pipesOf(Program program) {
        return new Pipes(program);
    }
}
