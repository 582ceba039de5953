package nitro.ctl.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Roster;
import nitro.ctl.screen.Endings;
import nitro.ctl.screen.Notice;
import nitro.ctl.screen.Screen;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.terminal.EditedLineInput;
import nitro.ctl.terminal.History;
import nitro.ctl.terminal.LineInput;
import nitro.ctl.terminal.LiveTerminal;
import nitro.ctl.terminal.PlainLineInput;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Spawn;
import nitro.spat.Message.Event;
import nitro.spat.State;
import nitro.spat.client.Conversation;
import nitro.spat.client.LoopClient;
import nitro.spat.client.Pages;
import nitro.spat.client.Unreachable;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jspecify.annotations.Nullable;

/**
 * {@code nitroctl shell}: a prompt for the commands of nitroctl, which tells above it what changes meanwhile.
 *
 * <p>Each command is a nitroctl of its own, that gets the terminal until it ends: so it does here what it does anywhere.
 */
public final class Shell implements LiveTerminal.Handler, Conversation.Listener, Roster.Watcher {
    private static final int STDOUT = 1;
    private static final String PROMPT = "nitro> ";

    private final Invocation call;
    private final boolean edits;
    private final LiveTerminal terminal;
    private final LoopClient nitro;
    private final Roster roster;
    private final History history;
    private final LineInput lines;
    private final List<String> unsaid = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();
    private boolean reading;

    private Shell(Invocation call, Posix posix) throws Failure {
        this.call = call;
        edits = !Style.isDumb(call) && Screen.of(posix, STDOUT) != null;
        terminal = new LiveTerminal(posix, call, "shell", edits);
        nitro = Connect.loopClient(call, posix, terminal.loop, this);
        roster = new Roster(posix, terminal.loop, nitro, this);
        history = History.of(call, posix, terminal.style);
        try {
            lines = edits
                    ? new EditedLineInput(terminal, history.lines(), this::complete)
                    : new PlainLineInput(terminal);
        } catch (IOException e) {
            throw Failure.error("terminal: " + e.getMessage());
        }
    }

    /** Lives until somebody leaves it; returns the exit status. */
    public static int run(Invocation call, Posix posix) throws Failure {
        Shell shell = new Shell(call, posix);
        try (shell.nitro) {
            shell.roster.refresh();
            return shell.terminal.run(shell);
        }
    }

    private void complete(LineReader reader, ParsedLine line, List<Candidate> into) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String begun = line.word().substring(0, line.wordCursor());
        into.addAll(Proposals.of(before, begun, roster.services(), templates, terminal.style));
    }

    @Override
    public void live() {
        while (!terminal.hasEnded()) {
            unsaid.forEach(what -> terminal.write(what + "\n"));
            unsaid.clear();
            reading = true;
            String line = lines.read(terminal.style.bold(PROMPT));
            reading = false;
            if (line == null) {
                terminal.end(0);
            } else {
                history.add(line);
                perform(new DefaultParser()
                        .parse(line.strip(), 0, ParseContext.ACCEPT_LINE)
                        .words());
            }
        }
    }

    private void perform(List<String> words) {
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "" -> {}
            case "exit" -> terminal.end(0);
            case "help" -> start(List.of("--help"));
            case "shell" -> say(Notice.remark("this is the shell already; exit leaves it", columns(), terminal.style));
            default -> start(words);
        }
    }

    /** Runs a nitroctl on the terminal, until it ends. */
    private void start(List<String> words) {
        List<String> argv =
                call.self().argv("nitroctl", words.stream().map(Text::bytes).toList());
        try {
            terminal.lend(
                    new Spawn(call.self().path(), argv, call.environment(), "", List.of(), false, Spawn.INHERIT),
                    this::performed);
        } catch (ErrnoException e) {
            say(Notice.alarm("cannot run " + call.self().path() + ": " + e.reason(), columns(), terminal.style));
        }
        while (terminal.isLent() && !terminal.hasEnded()) {
            terminal.loop.run();
        }
    }

    private void performed(int wstatus) {
        String ending = Endings.brief(wstatus);
        if (!ending.isEmpty()) {
            say(Notice.remark(ending, columns(), terminal.style));
        }
        terminal.loop.stop();
    }

    private void say(String what) {
        if (reading && !terminal.isLent()) {
            lines.tell(what);
        } else {
            unsaid.add(what);
        }
    }

    private int columns() {
        return terminal.size().columns();
    }

    @Override
    public boolean typed(byte[] bytes, int count) {
        lines.typed(bytes, count);
        return true;
    }

    @Override
    public boolean interrupted() {
        lines.interrupted();
        return !edits;
    }

    @Override
    public void redraw() {
        lines.resized();
    }

    @Override
    public void continued() {
        if (reading) {
            lines.continued();
            unsaid.forEach(lines::tell);
            unsaid.clear();
        }
    }

    @Override
    public void leave() {}

    @Override
    public void heard(Event event) {
        roster.heard(event);
    }

    @Override
    public void changed(String name, @Nullable State before, State now) {
        say(Notice.changed(name, now, columns(), terminal.style));
    }

    @Override
    public void updated() {
        Pages.templates(nitro, found -> {
            templates.clear();
            templates.addAll(found);
        });
    }

    @Override
    public void gone(Unreachable why) {
        roster.forgetQuestions();
        say(Notice.alarm("nitro is gone: " + why.reason(), columns(), terminal.style));
    }

    @Override
    public void back() {
        say(Notice.remark("nitro is back", columns(), terminal.style));
        roster.refresh();
    }
}
