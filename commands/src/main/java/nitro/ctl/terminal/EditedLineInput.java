package nitro.ctl.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/** Lines edited by JLine: history, completion, and what the history suggests, dim behind the cursor. */
public final class EditedLineInput implements LineInput {
    private final LineTerminal terminal;
    private final Reader reader;

    /** @param history lines that were typed before, the last one last */
    public EditedLineInput(LiveTerminal on, List<String> history, Completer completer) throws IOException {
        terminal = new LineTerminal(on);
        reader = new Reader(terminal);
        reader.setCompleter(completer);
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.AUTO_FRESH_LINE, false);
        if (on.style.colour()) { // elsewhere it could not be told from what was typed
            reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
        }
        reader.getHistory().attach(reader);
        history.forEach(reader.getHistory()::add);
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind((Widget) () -> suspend(on), KeyMap.ctrl('Z'));
    }

    private static boolean suspend(LiveTerminal on) {
        on.write("\n"); // what the shell of the system says begins a line
        on.suspend();
        return true;
    }

    @Override
    public @Nullable String read(String prompt) {
        for (; ; ) {
            try {
                return reader.readLine(prompt);
            } catch (UserInterruptException _) {
                // The line is given up, and the next one begins.
            } catch (EndOfFileException _) {
                return null;
            }
        }
    }

    @Override
    public void typed(byte[] bytes, int count) {
        terminal.typed(bytes, count);
    }

    @Override
    public void tell(String what) {
        reader.printAbove(what);
    }

    @Override
    public void resized() {
        terminal.raise(Signal.WINCH);
    }

    @Override
    public void continued() {
        terminal.raise(Signal.CONT);
    }

    @Override
    public void interrupted() {}

    private static final class Reader extends LineReaderImpl {
        Reader(LineTerminal terminal) throws IOException {
            super(terminal, "nitroctl");
        }

        @Override
        protected boolean forwardChar() {
            return takeSuggestion() || super.forwardChar();
        }

        @Override
        protected boolean endOfLine() {
            return takeSuggestion() || super.endOfLine();
        }

        /** Where the cursor is at the end, there may be a suggestion behind it. */
        private boolean takeSuggestion() {
            String suggestion = getTailTip();
            if (getAutosuggestion() != LineReader.SuggestionType.HISTORY
                    || suggestion.isEmpty()
                    || buf.cursor() < buf.length()) {
                return false;
            }
            buf.write(suggestion);
            return true;
        }

        /** An editor would be a process that JLine starts, with a file that JLine makes. */
        @Override
        protected boolean editAndExecute() {
            return beep();
        }
    }
}
