package nitro.engine.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.posix.Errno;
import nitro.posix.Files.Pipe;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private final Scene scene = new Scene();
    private final Pipe pipe = scene.pipe();
    private final Taker taker = new Taker(8);
    private final Capture capture = scene.captures.open(pipe.reader(), taker, () -> taker.lines.add("(ended)"));

    private void write(String text) {
        scene.write(pipe, text);
        scene.settle();
    }

    private void end() {
        scene.posix.close(pipe.writer());
        scene.settle();
    }

    @Test
    void linesAreWhatStandsBeforeNewlines() {
        write("one\ntwo\n\nth");
        assertEquals(List.of("one", "two", ""), taker.lines);
        write("ree\0\r\nfour");
        assertEquals(List.of("one", "two", "", "three\0\r"), taker.lines);
        end();
        assertEquals(List.of("one", "two", "", "three\0\r", "four", "(ended)"), taker.lines);
        assertTrue(capture.isClosed());
        assertFalse(scene.posix.isOpen(pipe.reader()));
    }

    @Test
    void aLineInManyPieces() {
        for (String piece : List.of("a", "b", "c", "\n", "d\ne", "f", "\n\n")) {
            write(piece);
        }
        assertEquals(List.of("abc", "d", "ef", ""), taker.lines);
    }

    @Test
    void aLineThatIsTooLongIsSeveral() {
        write("12345678\n123456781\n");
        write("12345678");
        write("\n12345678");
        write("1");
        write("234567812345678");
        end();
        assertEquals(
                List.of(
                        "12345678",
                        "12345678...",
                        "1",
                        "12345678",
                        "12345678...",
                        "12345678...",
                        "12345678",
                        "(ended)"),
                taker.lines);
    }

    @Test
    void whatIsRefusedIsOfferedAgain() {
        taker.room(1);
        taker.knowsNothing();
        write("one\ntwo\nthree\nfo");
        assertEquals(List.of("one"), taker.lines);
        write("ur\nfive");
        end();
        taker.room(2);
        scene.settle();
        assertEquals(List.of("one", "two", "three"), taker.lines);
        taker.room(1);
        scene.settle();
        assertEquals(List.of("one", "two", "three", "four"), taker.lines);
        taker.room(1);
        scene.settle();
        assertEquals(List.of("one", "two", "three", "four", "five", "(ended)"), taker.lines);
    }

    @Test
    void aSinkWithoutRoomIsNotReadFor() {
        taker.room(0);
        write("one\n");
        assertEquals(4, scene.posix.available(pipe.reader()));
        write("two\n");
        taker.room(9);
        scene.settle();
        assertEquals(List.of("one", "two"), taker.lines);
    }

    @Test
    void drainingHandsOnWhatIsThereAtOnce() {
        scene.write(pipe, "one\ntwo\nth");
        capture.drain(() -> taker.lines.add("(drained)"));
        assertEquals(List.of("one", "two", "(drained)"), taker.lines);
        scene.write(pipe, "ree");
        scene.posix.close(pipe.writer());
        capture.drain(() -> taker.lines.add("(drained)"));
        assertEquals(List.of("one", "two", "(drained)", "three", "(ended)", "(drained)"), taker.lines);
        capture.drain(() -> taker.lines.add("(drained)"));
        assertEquals(7, taker.lines.size());
    }

    @Test
    void drainingWaitsForTheSink() {
        taker.room(1);
        scene.write(pipe, "one\ntwo\n");
        capture.drain(() -> taker.lines.add("(drained)"));
        scene.write(pipe, "three\n");
        scene.settle();
        assertEquals(List.of("one"), taker.lines);
        taker.room(1);
        assertEquals(List.of("one", "two", "(drained)"), taker.lines);
        taker.room(1);
        scene.settle();
        assertEquals(List.of("one", "two", "(drained)", "three"), taker.lines);
    }

    @Test
    void anEndNeedsNoRoom() {
        taker.room(0);
        scene.settle();
        end();
        capture.drain(() -> taker.lines.add("(drained)"));
        assertEquals(List.of("(ended)", "(drained)"), taker.lines);
    }

    @Test
    void drainingAnEmptyPipeNeedsNoRoom() {
        taker.room(0);
        capture.drain(() -> taker.lines.add("(drained)"));
        assertEquals(List.of("(drained)"), taker.lines);
    }

    @Test
    void aPipeThatCannotBeReadIsClosed() {
        Scene other = new Scene();
        Pipe broken = other.pipe();
        Captures captures = new Captures(
                Tap.on(other.posix, new Tap.Listener() {
                    @Override
                    public @Nullable Errno before(String call, List<Object> arguments) {
                        return call.equals("read") ? Errno.EIO : null;
                    }
                }),
                other.loop);
        captures.open(broken.reader(), taker, () -> taker.lines.add("(ended)"));
        other.write(broken, "lost\n");
        other.settle();
        assertEquals(List.of("Input/output error", "(ended)"), taker.lines);
        assertEquals(Errno.EPIPE.code(), other.write(broken, "more\n"));
    }
}
