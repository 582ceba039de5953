package nitro.engine;

import nitro.engine.graph.Graph;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * The output of services: which one writes into the input of which other, and the pipes between them (spec 4.10).
 *
 * <p>A pipe belongs to the service that reads it. We keep both ends open, so that no byte is lost between two lives of the
 * reader, and no writer dies of SIGPIPE.
 */
final class Outputs {
    private static final int CLOSED = -1;

    private final Posix posix;
    private final Graph<Service> graph = new Graph<>();

    Outputs(Posix posix) {
        this.posix = posix;
    }

    /** A writer requires its reader; but a service that reads its own output serves no other (spec 4.9). */
    Graph<Service> graph() {
        return graph;
    }

    /** Lets the service write to {@code reader} from now on. Returns the one that it wrote to before, if it is another. */
    @Nullable
    Service attach(Service writer, @Nullable Service reader) {
        if (writer.reader == reader) {
            return null;
        }
        Service before = detach(writer);
        writer.reader = reader;
        if (reader != null && reader != writer) {
            graph.require(writer, reader);
        }
        return before;
    }

    /** The programs of the service have all ended: it writes no more. Returns the service that it wrote to. */
    @Nullable
    Service detach(Service writer) {
        Service reader = writer.reader;
        if (reader != null && reader != writer) {
            graph.release(writer, reader);
        }
        writer.reader = null;
        return reader;
    }

    /** The descriptor that the programs of the service write to; null if it is the supervisor's own. */
    @Nullable
    Integer writeEndFor(Service writer) {
        Service reader = writer.reader;
        return reader == null || reader.pipe == null ? null : reader.pipe.writer();
    }

    /** Makes the pipe that the service reads, if it is not there yet. */
    void open(Service reader) throws ErrnoException {
        if (reader.pipe == null || reader.pipe.writer() == CLOSED) {
            close(reader);
            reader.pipe = posix.pipe(false);
        }
    }

    /** From now on only the service that writes has the writing end of the pipe that {@code reader} reads. */
    void closeWriteEnd(Service reader) {
        Pipe pipe = reader.pipe;
        if (pipe != null && pipe.writer() >= 0) {
            posix.close(pipe.writer());
            reader.pipe = new Pipe(pipe.reader(), CLOSED);
        }
    }

    /** Closes our ends of the pipe that the service reads: it reads to the end. */
    void close(Service reader) {
        Pipe pipe = reader.pipe;
        if (pipe != null) {
            reader.pipe = null;
            posix.close(pipe.reader());
            if (pipe.writer() >= 0) {
                posix.close(pipe.writer());
            }
        }
    }
}
