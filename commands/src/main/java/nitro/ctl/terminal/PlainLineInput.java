package nitro.ctl.terminal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a terminal on which one cannot draw, as its own line discipline lets people type them. */
public final class PlainLineInput implements LineInput {
    private final LiveTerminal terminal;
    private final StringBuilder typed = new StringBuilder();
    private String prompt = "";

    public PlainLineInput(LiveTerminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public @Nullable String read(String wanted) {
        prompt = wanted;
        terminal.write(prompt);
        int end;
        while ((end = typed.indexOf("\n")) < 0 && !terminal.hasEnded()) {
            terminal.loop.run();
        }
        if (end < 0) {
            terminal.write("\n");
            return null;
        }
        String line = typed.substring(0, end);
        typed.delete(0, end + 1);
        return line;
    }

    @Override
    public void typed(byte[] bytes, int count) {
        typed.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        terminal.loop.stop();
    }

    @Override
    public void tell(String what) {
        terminal.write("\n" + what + "\n" + prompt);
    }

    @Override
    public void resized() {}

    @Override
    public void continued() {
        terminal.write(prompt);
    }

    @Override
    public void interrupted() {
        terminal.write("\n" + prompt);
    }
}
