package nitro.engine.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Posix;
import nitro.posix.fake.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final String LONG = "x".repeat(999) + "\n";

    private final Scene scene = new Scene();
    private final List<Errno> failures = new ArrayList<>();
    private final int reader = scene.outputOn(1);
    private final Output output = output(scene.posix, scene.loop);

    private Output output(Posix posix, Loop loop) {
        Output made = new Output(posix, loop, 1);
        made.whenFailed(failures::add);
        return made;
    }

    private static void put(Output output, String text) {
        output.begin(text.length());
        output.put(text.getBytes(ISO_8859_1));
    }

    /** Gives it lines until it has no room. */
    private int fill() {
        int count = 0;
        while (output.hasRoom()) {
            put(output, LONG);
            count++;
        }
        return count;
    }

    @Test
    void writesWhatItIsGiven() {
        put(output, "one\n");
        put(output, "two\n");
        assertEquals("", scene.read(reader));
        output.flush();
        assertEquals("one\ntwo\n", scene.read(reader));
        assertEquals(0, output.waiting());
    }

    @Test
    void aReaderThatRestsIsWaitedForByEvents() {
        int count = fill();
        List<String> called = new ArrayList<>();
        output.whenRoom(() -> called.add("room"));
        scene.settle();
        assertEquals(List.of(), called);
        StringBuilder all = new StringBuilder();
        while (all.length() < count * LONG.length()) {
            all.append(scene.read(reader, 10_000));
            scene.settle();
        }
        assertEquals(LONG.repeat(count), all.toString());
        assertEquals(List.of("room"), called);
        assertTrue(output.hasRoom());
    }

    @Test
    void linesThatFitIntoAPieceAreWrittenInOne() {
        List<Integer> pieces = new ArrayList<>();
        Posix watched = Tap.on(scene.posix, new Tap.Listener() {
            @Override
            public void after(String call, List<Object> arguments, @Nullable Object result) {
                if (call.equals("write")) {
                    pieces.add((Integer) Objects.requireNonNull(result));
                }
            }
        });
        Output tapped = output(watched, scene.loop);
        for (int i = 0; i < 6; i++) {
            put(tapped, LONG);
        }
        put(tapped, "y".repeat(5000) + "\n");
        tapped.flush();
        assertEquals(List.of(4000, 2000, 4096, 905), pieces);
    }

    @Test
    void aReaderThatIsGoneLosesLinesAndNothingElse() {
        fill();
        scene.posix.close(reader);
        scene.settle();
        assertEquals(List.of(Errno.EPIPE), failures);
        assertEquals(0, output.waiting());
        fillOnce();
        assertEquals(List.of(Errno.EPIPE), failures);
    }

    private void fillOnce() {
        for (int i = 0; i < 200; i++) {
            assertTrue(output.hasRoom());
            put(output, LONG);
        }
        output.flush();
        assertEquals(0, output.waiting());
    }

    @Test
    void whatIsLostInTheMiddleOfALineDoesNotTouchTheNext() throws ErrnoException {
        scene.posix.files().fifo("/out");
        int first = scene.posix.open("/out", Files.READ | Files.NONBLOCK, 0);
        scene.posix.dup2(scene.posix.open("/out", Files.WRITE, 0), 1);
        Output own = output(scene.posix, scene.loop);
        put(own, "x".repeat(100_000) + "\n");
        own.flush();
        scene.posix.close(first);
        scene.settle();
        assertEquals(List.of(Errno.EPIPE), failures);
        put(own, "lost\n");
        own.flush();
        int second = scene.posix.open("/out", Files.READ | Files.NONBLOCK, 0);
        put(own, "one\n");
        put(own, "two\n");
        own.flush();
        assertEquals("\none\ntwo\n", scene.read(second));
        assertEquals(1, failures.size());
    }

    @Test
    void aFullDiskLosesLines() throws ErrnoException {
        scene.posix.files().file("/log", "");
        scene.posix.dup2(scene.posix.open("/log", Files.WRITE, 0), 1);
        boolean[] isFull = {true};
        Posix disk = Tap.on(scene.posix, new Tap.Listener() {
            @Override
            public @Nullable Errno before(String call, List<Object> arguments) {
                return call.equals("write") && isFull[0] ? Errno.ENOSPC : null;
            }
        });
        Output own = output(disk, scene.loop);
        put(own, "one\n");
        own.flush();
        put(own, "two\n");
        own.flush();
        isFull[0] = false;
        put(own, "three\n");
        own.flush();
        assertEquals("three\n", scene.posix.files().content("/log"));
        assertEquals(List.of(Errno.ENOSPC), failures);
    }

    @Test
    void isGivenUpWhenItTakesNothing() {
        output.giveUpAfter(2000);
        int count = fill();
        scene.pass(1999);
        assertFalse(output.hasRoom());
        scene.read(reader, 4096);
        scene.pass(1999);
        assertTrue(output.waiting() > 0);
        List<String> called = new ArrayList<>();
        output.whenRoom(() -> called.add("room"));
        scene.pass(5);
        assertEquals(List.of("room"), called);
        assertEquals(0, output.waiting());
        assertEquals(List.of(), failures);
        fillOnce();
        assertTrue(scene.read(reader).length() < count * LONG.length());
    }

    @Test
    void whatIsWaitingIsGivenUpToo() {
        fill();
        scene.pass(10_000);
        assertFalse(output.hasRoom());
        output.giveUpAfter(2000);
        scene.pass(2001);
        assertEquals(0, output.waiting());
    }

    @Test
    void aPipeIsOpenedOnceMoreWhereThatIsPossible() throws ErrnoException {
        scene.posix.files().fifo("/out");
        scene.posix.files().directory("/proc/self/fd");
        scene.posix.files().link("/out", "/proc/self/fd/1");
        int other = scene.posix.open("/out", Files.READ | Files.NONBLOCK, 0);
        scene.posix.dup2(scene.posix.open("/out", Files.WRITE, 0), 1);
        Output own = output(scene.posix, scene.loop);
        put(own, "one\n");
        own.flush();
        assertEquals("one\n", scene.read(other));
    }

    @Test
    void twoThatLeadToOneFileAreOne() throws ErrnoException {
        scene.outputOn(2);
        StandardOutputs apart = StandardOutputs.of(scene.posix, scene.loop);
        assertNotSame(apart.out(), apart.err());
        scene.posix.dup2(1, 2);
        StandardOutputs one = StandardOutputs.of(scene.posix, scene.loop);
        assertSame(one.out(), one.err());
        put(one.err(), "two\n");
        List<String> called = new ArrayList<>();
        one.whenWritten(() -> called.add("written"));
        assertEquals(List.of(), called);
        one.out().flush();
        scene.settle();
        assertEquals(List.of("written"), called);
        assertEquals("two\n", scene.read(reader));
    }
}
