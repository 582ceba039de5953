package nitro.front.dinit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import nitro.engine.Capturing.Stream;
import nitro.engine.output.Captures;
import nitro.engine.output.LineSink;
import nitro.engine.output.StandardOutputs;
import nitro.loop.Loop;
import nitro.posix.ErrnoException;
import nitro.posix.Files.Pipe;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import nitro.posix.fake.WouldBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramLinesTest {
    private static final Writer RUN = new Writer("a", "run");

    private final FakePosix posix = new FakePosix();
    private final Loop loop = new Loop(posix, error -> {
        throw new AssertionError(error);
    });
    private final int out = outputOn(1);
    private final int err = outputOn(2);
    private final StandardOutputs outputs = StandardOutputs.of(posix, loop);
    private final Messages messages = new Messages(posix, outputs.err());

    private int outputOn(int fd) {
        try {
            Pipe pipe = posix.pipe(true);
            posix.dup2(pipe.writer(), fd);
            posix.close(pipe.writer());
            return pipe.reader();
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    private String read(int fd) {
        byte[] bytes = new byte[65_536];
        int count = posix.read(fd, bytes);
        return new String(bytes, 0, Math.max(0, count), ISO_8859_1).replaceAll("20\\d\\d-[^Z]*Z", "TIME");
    }

    /** Has a program write something into one of its streams. */
    private void write(LineSink sink, String text) {
        try {
            Pipe pipe = posix.pipe(true);
            new Captures(posix, loop).open(pipe.reader(), sink, () -> {});
            posix.write(pipe.writer(), text.getBytes(ISO_8859_1), 0, text.length());
            posix.close(pipe.writer());
            loop.run();
        } catch (WouldBlock e) {
            // all is done
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{}, '{\"service\":\"a\",\"stage\":\"run\",\"logged\":\"TIME\"}'",
        "'{ \t }', '{ \t \"service\":\"a\",\"stage\":\"run\",\"logged\":\"TIME\"}'",
        "'{\"b\":{}}', '{\"b\":{},\"service\":\"a\",\"stage\":\"run\",\"logged\":\"TIME\"}'",
        "'{}}', '{},\"service\":\"a\",\"stage\":\"run\",\"logged\":\"TIME\"}'"
    })
    @Spec("dinit 7.4")
    void objectsGetMembers(String line, String expected) {
        write(new ProgramLines(outputs, messages, true).of(RUN, Stream.OUTPUT), line + "\r\n\r\n");
        assertEquals(expected + "\n", read(out));
        assertEquals("", read(err));
    }

    @ParameterizedTest
    @CsvSource({"text", "' {}'", "'{} '", "{", "}", "'[]'"})
    @Spec("dinit 7.6")
    void otherLinesAreWarnings(String line) {
        write(new ProgramLines(outputs, messages, true).of(RUN, Stream.OUTPUT), line);
        assertEquals("", read(out));
        assertEquals("TIME dinit: warning: a/run: not JSON stdout: " + line + "\n", read(err));
        messages.level(Level.ERROR);
        write(new ProgramLines(outputs, messages, true).of(RUN, Stream.OUTPUT), line);
        assertEquals("", read(err));
    }

    @Test
    @Spec({"dinit 7.1", "dinit 7.2", "dinit 7.3"})
    void textPassesAsItIs() {
        ProgramLines lines = new ProgramLines(outputs, messages, false);
        write(lines.of(new Writer("b\n", "7"), Stream.OUTPUT), "x\0\u00ff\r\r\n\r\n\n{}");
        assertEquals("TIME b?/7: x\0\u00ff\r\nTIME b?/7: {}\n", read(out));
        write(lines.of(RUN, Stream.ERRORS), "{}\n");
        assertEquals("TIME a/run: {}\n", read(err));
    }

    @Test
    @Spec("dinit 3.1")
    void aLoggersOutputIsItsServices() {
        ProgramLines lines = new ProgramLines(outputs, messages, false);
        write(lines.of(new Writer("a", "log"), Stream.OUTPUT), "x\n");
        assertEquals("TIME a/run: x\n", read(out));
        write(lines.of(new Writer("a", "log"), Stream.ERRORS), "x\n");
        assertEquals("TIME a/log: x\n", read(err));
    }

    @Test
    @Spec("dinit 7.11")
    void aReaderThatIsGoneIsAWarning() {
        ProgramLines lines = new ProgramLines(outputs, messages, false);
        posix.close(out);
        write(lines.of(RUN, Stream.OUTPUT), "x\ny\n");
        write(lines.of(RUN, Stream.OUTPUT), "z\n");
        assertEquals("TIME dinit: warning: a/run: error writing stdout: broken pipe\n", read(err));
    }
}
