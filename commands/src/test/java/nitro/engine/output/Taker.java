package nitro.engine.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;

/** A sink that keeps what it is given as text, and takes only so many lines. */
final class Taker implements LineSink {
    final List<String> lines = new ArrayList<>();
    private final List<Runnable> waiters = new ArrayList<>();
    private final int longest;
    private int room = Integer.MAX_VALUE;
    private boolean knowsItsRoom = true;

    Taker(int longest) {
        this.longest = longest;
    }

    /** From now on it takes so many lines. */
    void room(int count) {
        room = count;
        List<Runnable> called = List.copyOf(waiters);
        waiters.clear();
        called.forEach(Runnable::run);
    }

    /** Finds out only when it is offered a line. */
    void knowsNothing() {
        knowsItsRoom = false;
    }

    @Override
    public int longestLine() {
        return longest;
    }

    @Override
    public boolean hasRoom() {
        return !knowsItsRoom || room > 0;
    }

    @Override
    public boolean take(Line line) {
        if (room == 0) {
            return false;
        }
        room--;
        String text = new String(line.bytes(), line.from(), line.length(), ISO_8859_1);
        lines.add(line.isComplete() ? text : text + "...");
        return true;
    }

    @Override
    public void whenRoom(Runnable task) {
        waiters.add(task);
    }

    @Override
    public void flush() {}

    @Override
    public void failed(Errno reason) {
        lines.add(reason.message());
    }
}
