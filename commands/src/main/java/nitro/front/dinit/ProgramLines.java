package nitro.front.dinit;

import nitro.engine.Capturing.Stream;
import nitro.engine.output.Line;
import nitro.engine.output.LineSink;
import nitro.engine.output.Output;
import nitro.engine.output.StandardOutputs;
import nitro.posix.Errno;
import nitro.text.Stamp;

/** Writes what programs say to dinit's own outputs, with the time and with who says it (spec dinit 7). */
final class ProgramLines {
    /** The longest line that stays whole (spec dinit 7.8). */
    private static final int LONGEST_BYTES = 4 * 1024 * 1024;

    private static final byte[] NOT_JSON_LEVEL = bytes("dinit: warning: ");
    private static final byte[] NOT_JSON = bytes("not JSON stdout: ");
    private static final byte[] JSON_END = bytes("\"}\n");

    private final StandardOutputs outputs;
    private final Messages messages;
    private final boolean json;
    private final Stamp stamp = new Stamp(Stamp.Style.ISO_MILLIS);
    /** Whose line is the oldest that waits for standard output. */
    private String oldest = "";

    /** @param json whether only lines of JSON go to standard output */
    ProgramLines(StandardOutputs outputs, Messages messages, boolean json) {
        this.outputs = outputs;
        this.messages = messages;
        this.json = json;
        outputs.out().whenFailed(this::failed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Where what a program writes to one of its two streams goes. A logger's output is its service's (spec dinit 3.1). */
    LineSink of(Writer writer, Stream stream) {
        return switch (stream) {
            case OUTPUT -> output(writer.stage().equals("log") ? new Writer(writer.name(), "run") : writer);
            case ERRORS -> errors(writer);
        };
    }

    /** Where a program's standard output goes. */
    LineSink output(Writer writer) {
        return json ? new Json(writer) : new Plain(writer, outputs.out(), "stdout");
    }

    /** Where its standard error goes. */
    LineSink errors(Writer writer) {
        return new Plain(writer, outputs.err(), "stderr");
    }

    /** A write to standard output has failed, and lines are lost. */
    private void failed(Errno reason) {
        messages.warn(oldest + ": error writing stdout: " + Reason.of(reason));
    }

    /** The common part of all sinks: times, ends of lines, and which output to wait for. */
    private abstract class Sink implements LineSink {
        private final String stream;
        private final String label;
        private Output refusing;

        Sink(Writer writer, Output main, String stream) {
            this.stream = stream;
            label = writer.label();
            refusing = main;
        }

        @Override
        public final int longestLine() {
            return LONGEST_BYTES;
        }

        @Override
        public final boolean take(Line line) {
            byte[] bytes = line.bytes();
            int from = line.from();
            int to = line.to();
            if (line.isComplete() && to > from && bytes[to - 1] == '\r') {
                to--;
            }
            if (to == from) {
                return true;
            }
            stamp.set(line.nanos());
            return write(bytes, from, to);
        }

        /** Writes a line that is not empty; false if there is no room for it. */
        abstract boolean write(byte[] bytes, int from, int to);

        /** Whether an output has room; where it has none, that is what is waited for. */
        final boolean hasRoom(Output output) {
            refusing = output;
            if (!output.hasRoom()) {
                return false;
            }
            if (output.waiting() == 0) {
                oldest = label;
            }
            return true;
        }

        @Override
        public final void whenRoom(Runnable task) {
            refusing.whenRoom(task);
        }

        @Override
        public final void flush() {
            outputs.out().flush();
            outputs.err().flush();
        }

        @Override
        public final void failed(Errno reason) {
            messages.warn(label + ": error reading " + stream + ": " + Reason.of(reason));
        }
    }

    /** Lines as they are, behind the time and their writer. */
    private final class Plain extends Sink {
        private final Output output;
        private final byte[] prefix;

        Plain(Writer writer, Output output, String stream) {
            super(writer, output, stream);
            this.output = output;
            prefix = writer.prefix();
        }

        @Override
        public boolean hasRoom() {
            return hasRoom(output);
        }

        @Override
        boolean write(byte[] bytes, int from, int to) {
            if (!hasRoom(output)) {
                return false;
            }
            byte[] time = stamp.bytes();
            output.begin(time.length + prefix.length + to - from + 1);
            output.put(time);
            output.put(prefix);
            output.put(bytes, from, to);
            output.put((byte) '\n');
            return true;
        }
    }

    /** Objects of JSON get the time and their writer as members; any other line is a warning. */
    private final class Json extends Sink {
        private final byte[] members;
        private final byte[] prefix;

        Json(Writer writer) {
            super(writer, outputs.out(), "stdout");
            members = writer.members();
            prefix = writer.prefix();
        }

        @Override
        public boolean hasRoom() {
            return hasRoom(outputs.out());
        }

        @Override
        boolean write(byte[] bytes, int from, int to) {
            boolean object = to - from > 1 && bytes[from] == '{' && bytes[to - 1] == '}';
            return object ? writeObject(bytes, from, to - 1) : writeOther(bytes, from, to);
        }

        private boolean writeObject(byte[] bytes, int from, int end) {
            Output output = outputs.out();
            if (!hasRoom(output)) {
                return false;
            }
            byte[] time = stamp.bytes();
            output.begin(end - from + 1 + members.length + time.length + JSON_END.length);
            output.put(bytes, from, end);
            if (!isBlank(bytes, from + 1, end)) {
                output.put((byte) ',');
            }
            output.put(members);
            output.put(time, 0, time.length - 1);
            output.put(JSON_END);
            return true;
        }

        private static boolean isBlank(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
            return at == to;
        }

        private boolean writeOther(byte[] bytes, int from, int to) {
            if (!messages.says(Level.WARN)) {
                return true;
            }
            Output output = outputs.err();
            if (!hasRoom(output)) {
                return false;
            }
            byte[] time = stamp.bytes();
            output.begin(time.length + NOT_JSON_LEVEL.length + prefix.length + NOT_JSON.length + to - from + 1);
            output.put(time);
            output.put(NOT_JSON_LEVEL);
            output.put(prefix);
            output.put(NOT_JSON);
            output.put(bytes, from, to);
            output.put((byte) '\n');
            return true;
        }
    }
}
