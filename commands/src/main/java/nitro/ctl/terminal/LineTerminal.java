package nitro.ctl.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import nitro.ctl.screen.Style;
import nitro.loop.Timer;
import nitro.posix.WindowSize;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * JLine's terminal over ours. While JLine waits for a byte our loop runs: what else happens, happens then, and there is no
 * other thread. Modes and signals stay with {@link LiveTerminal}.
 */
final class LineTerminal extends AbstractTerminal {
    private static final int COLOURS = 8;

    private final LiveTerminal terminal;
    private final Typed typed = new Typed();
    private final NonBlockingReader reader;
    private final OutputStream output = new Printed();
    private final PrintWriter writer;
    private Attributes attributes = new Attributes();

    LineTerminal(LiveTerminal terminal) throws IOException {
        super("nitro", "ansi", charset(terminal.style), SignalHandler.SIG_DFL);
        this.terminal = terminal;
        reader = NonBlocking.nonBlocking("nitro", typed, encoding());
        writer = new PrintWriter(new OutputStreamWriter(output, encoding()));
        setCapabilities(terminal.style.colour());
        attributes.setControlChar(ControlChar.VINTR, 'C' - '@');
        attributes.setControlChar(ControlChar.VEOF, 'D' - '@');
    }

    /** Sets the capabilities that all terminals that can draw share (ECMA-48); JLine would run infocmp(1) for them. */
    private void setCapabilities(boolean colour) {
        bools.add(Capability.auto_right_margin);
        bools.add(Capability.eat_newline_glitch);
        ints.put(Capability.max_colors, colour ? COLOURS : 0);
        strings.put(Capability.carriage_return, "\r");
        strings.put(Capability.bell, "\007");
        strings.put(Capability.clear_screen, "\033[H\033[2J");
        strings.put(Capability.clr_eol, "\033[K");
        strings.put(Capability.clr_eos, "\033[J");
        strings.put(Capability.cursor_up, "\033[A");
        strings.put(Capability.cursor_down, "\033[B");
        strings.put(Capability.cursor_right, "\033[C");
        strings.put(Capability.cursor_left, "\b");
        strings.put(Capability.parm_up_cursor, "\033[%p1%dA");
        strings.put(Capability.parm_down_cursor, "\033[%p1%dB");
        strings.put(Capability.parm_right_cursor, "\033[%p1%dC");
        strings.put(Capability.parm_left_cursor, "\033[%p1%dD");
        strings.put(Capability.key_up, "\033[A");
        strings.put(Capability.key_down, "\033[B");
        strings.put(Capability.key_right, "\033[C");
        strings.put(Capability.key_left, "\033[D");
        strings.put(Capability.key_home, "\033[H");
        strings.put(Capability.key_end, "\033[F");
        strings.put(Capability.key_dc, "\033[3~");
        strings.put(Capability.back_tab, "\033[Z");
        strings.put(Capability.key_btab, "\033[Z");
    }

    private static Charset charset(Style style) {
        return style.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    /** Takes bytes for JLine, and lets it go on. */
    void typed(byte[] bytes, int count) {
        typed.add(bytes, count);
        terminal.loop.stop();
    }

    @Override
    public NonBlockingReader reader() {
        return reader;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return typed;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public Size getSize() {
        WindowSize size = terminal.size();
        return Size.of(size.columns(), size.rows());
    }

    @Override
    public void setSize(Sized size) {}

    @Override
    public Attributes getAttributes() {
        return new Attributes(attributes);
    }

    @Override
    public void setAttributes(Attributes to) {
        attributes = new Attributes(to);
    }

    @Override
    public @Nullable TerminalProvider getProvider() {
        return null;
    }

    @Override
    public @Nullable SystemStream getSystemStream() {
        return null;
    }

    /** None: to find out, JLine asks the terminal, and waits for answers that not all give. */
    @Override
    public boolean isModeSupported(Mode mode) {
        return false;
    }

    @Override
    public boolean supportsGraphemeClusterMode() {
        return false;
    }

    /** The typed bytes, and the end of input when the command is to end. */
    private final class Typed extends NonBlockingInputStream {
        private byte[] bytes = {};
        private int next;
        private boolean expired;

        void add(byte[] more, int count) {
            byte[] all = new byte[bytes.length - next + count];
            System.arraycopy(bytes, next, all, 0, bytes.length - next);
            System.arraycopy(more, 0, all, bytes.length - next, count);
            bytes = all;
            next = 0;
        }

        @Override
        public int read(long timeout, boolean isPeek) {
            expired = false;
            Timer timer = timeout > 0 ? terminal.loop.after(timeout, this::expire) : null;
            while (next == bytes.length && !expired && !terminal.hasEnded()) {
                terminal.loop.run();
            }
            if (timer != null) {
                timer.cancel();
            }
            if (terminal.hasEnded()) {
                return EOF;
            }
            if (next == bytes.length) {
                return READ_EXPIRED;
            }
            return bytes[isPeek ? next : next++] & 0xff;
        }

        private void expire() {
            expired = true;
            terminal.loop.stop();
        }
    }

    private final class Printed extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            terminal.write(bytes, offset, length);
        }
    }
}
