package nitro.ctl;

import java.util.ArrayList;
import java.util.List;
import nitro.ctl.screen.CommandLine;
import nitro.ctl.screen.LineEditor;
import nitro.ctl.screen.LineEditor.View;
import nitro.ctl.screen.Notice;
import nitro.ctl.screen.Offer;
import nitro.ctl.screen.Text;
import nitro.ctl.screen.Words;
import nitro.posix.ErrnoException;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.Spawn;
import nitro.posix.WindowSize;
import nitro.spat.Message.Event;
import nitro.spat.Message.Templates;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/**
 * {@code nitroctl shell}: a prompt for the commands of nitroctl, which tells above it what changes meanwhile.
 *
 * <p>Each command is a nitroctl of its own, that gets the terminal until it ends: so it does here what it does anywhere.
 */
final class Shell implements Interaction.Handler, Link.Listener, Roster.Watcher {
    private static final String PROMPT = "nitro> ";
    private static final String ERASE = "\r\033[J";

    private final Invocation call;
    private final Interaction terminal;
    private final Link link;
    private final Roster roster;
    private final History history;
    private final LineEditor editor;
    private final List<String> unsaid = new ArrayList<>();
    private List<String> templates = List.of();

    private Shell(Invocation call, Posix posix) throws Failure {
        this.call = call;
        terminal = new Interaction(posix, call, "shell");
        link = new Link(posix, terminal.loop, SocketPath.find(call.variable("NITRO_SOCK"), posix), this);
        roster = new Roster(posix, terminal.loop, link, this);
        history = History.of(call, posix, terminal.style);
        editor = new LineEditor(history.lines(), this::complete);
    }

    /** Lives until somebody leaves it; returns the exit status. */
    static int run(Invocation call, Posix posix) throws Failure {
        Shell shell = new Shell(call, posix);
        try (shell.link) {
            shell.roster.refresh();
            return shell.terminal.run(shell);
        }
    }

    private Offer complete(String line) {
        return Proposals.of(line, roster.services(), templates, terminal.style);
    }

    @Override
    public void key(String key) {
        switch (editor.key(key)) {
            case EDITING -> redraw();
            case LINE -> {
                String line = editor.text();
                commit();
                history.add(line);
                perform(CommandLine.of(line).words());
            }
            case INTERRUPTED -> {
                commit();
                redraw();
            }
            case CLEAR -> {
                terminal.write("\033[H\033[2J");
                redraw();
            }
            case END -> terminal.end(0);
        }
    }

    /** The line stays on the screen, and a new one begins. */
    private void commit() {
        terminal.write(ERASE + prompt() + editor.text() + "\n");
        editor.reset();
    }

    private String prompt() {
        return terminal.style.bold(PROMPT);
    }

    private void perform(List<String> words) {
        String command = words.isEmpty() ? "" : words.getFirst();
        switch (command) {
            case "" -> redraw();
            case "exit" -> terminal.end(0);
            case "help" -> perform(List.of("--help"));
            case "shell" -> say(Notice.remark("this is the shell: exit leaves it", columns(), terminal.style));
            default -> {
                List<String> args = words.stream().map(Text::bytes).toList();
                List<String> argv = call.self().argv("nitroctl", args);
                try {
                    terminal.lend(
                            new Spawn(
                                    call.self().path(), argv, call.environment(), "", List.of(), false, Spawn.INHERIT),
                            this::performed);
                } catch (ErrnoException e) {
                    say(Notice.alarm(
                            "cannot run " + call.self().path() + ": " + e.reason(), columns(), terminal.style));
                }
            }
        }
    }

    private void performed(int wstatus) {
        String ending = Words.ending(wstatus);
        if (!ending.isEmpty()) {
            unsaid.add(Notice.remark(ending, columns(), terminal.style));
        }
        redraw();
    }

    private void say(String line) {
        unsaid.add(line);
        if (!terminal.isLent()) {
            redraw();
        }
    }

    private int columns() {
        return terminal.size().columns();
    }

    @Override
    public void redraw() {
        WindowSize size = terminal.size();
        View view = editor.view(PROMPT, size.rows(), size.columns(), terminal.style);
        StringBuilder out = new StringBuilder(ERASE);
        for (String line : unsaid) {
            out.append(line).append('\n');
        }
        unsaid.clear();
        out.append(String.join("\n", view.lines()));
        if (view.lines().size() > 1) {
            out.append("\033[").append(view.lines().size() - 1).append('A');
        }
        out.append("\r\033[").append(view.column()).append('C');
        terminal.write(out.toString());
    }

    @Override
    public void leave() {
        terminal.write(ERASE + prompt() + editor.text() + "\n");
    }

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
        link.ask(new Request.TemplatesAfter(""), answer -> {
            if (answer instanceof Templates(List<String> names, boolean _)) {
                templates = names;
            }
        });
    }

    @Override
    public void gone(String why) {
        roster.forgetQuestions();
        say(Notice.alarm("nitro is gone: " + why, columns(), terminal.style));
    }

    @Override
    public void back() {
        say(Notice.remark("nitro is there", columns(), terminal.style));
        roster.refresh();
    }
}
