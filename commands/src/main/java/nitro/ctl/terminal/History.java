package nitro.ctl.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Invocation;
import nitro.posix.Posix;

/**
 * The lines that were typed at {@code nitroctl shell}, in a file among its user's state (XDG base directories):
 * {@code $XDG_STATE_HOME/nitro/history}, by default below {@code ~/.local/state}. Shells at the same time add to one file.
 * Where it cannot be kept, it lasts as long as the shell.
 */
public final class History {
    /** Bytes of the file that are read; if it has grown to twice as many, it is cut to them. */
    private static final int KEPT = 1 << 16;

    private final Posix posix;
    private final String path;
    private final List<String> lines = new ArrayList<>();

    private History(Posix posix, String path) {
        this.posix = posix;
        this.path = path;
    }

    public static History of(Invocation call, Posix posix, Style style) {
        String state = call.variable("XDG_STATE_HOME");
        String home = call.variable("HOME");
        if (!state.startsWith("/")) { // relative ones are to be ignored, says XDG
            state = home.startsWith("/") ? home + "/.local/state" : "";
        }
        History history = new History(posix, state.isEmpty() ? "" : state + "/nitro/history");
        if (!state.isEmpty()) {
            try {
                history.read(style);
            } catch (ErrnoException _) {
                // There is no history yet, or it cannot be read.
            }
        }
        return history;
    }

    /** Oldest first; it grows by {@link #add}. */
    public List<String> lines() {
        return lines;
    }

    private void read(Style style) throws ErrnoException {
        int fd = posix.open(path, Files.READ | Files.NONBLOCK, 0);
        byte[] end;
        long size;
        try {
            size = posix.fstat(fd).size();
            byte[] buffer = new byte[(int) Math.min(size, KEPT)];
            int count = Math.max(0, posix.pread(fd, buffer, size - buffer.length));
            end = Arrays.copyOf(buffer, count);
        } finally {
            posix.close(fd);
        }
        String text = new String(end, StandardCharsets.ISO_8859_1);
        if (size > KEPT) {
            text = text.substring(text.indexOf('\n') + 1);
        }
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(Text.visible(line, style));
            }
        }
        if (size >= 2 * KEPT) {
            write(text, Files.TRUNCATE);
        }
    }

    /** Remembers a line, unless it is the last one again or begins with a space. */
    public void add(String line) {
        if (line.isBlank()
                || line.startsWith(" ")
                || !lines.isEmpty() && lines.getLast().equals(line)) {
            return;
        }
        lines.add(line);
        if (!path.isEmpty()) {
            try {
                makeDirectories();
                write(Text.bytes(line) + "\n", Files.APPEND);
            } catch (ErrnoException _) {
                // It lasts as long as we do.
            }
        }
    }

    private void write(String text, int flag) throws ErrnoException {
        int fd = posix.open(path, Files.WRITE | Files.CREATE | Files.NONBLOCK | flag, 0600);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        posix.write(fd, bytes, 0, bytes.length);
        posix.close(fd);
    }

    private void makeDirectories() throws ErrnoException {
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            try {
                posix.mkdir(path.substring(0, end), 0700);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EEXIST && end == path.lastIndexOf('/')) {
                    throw e;
                }
            }
        }
    }
}
