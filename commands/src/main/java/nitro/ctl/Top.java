package nitro.ctl;

import java.util.ArrayList;
import java.util.List;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.screen.TopScreen;
import nitro.ctl.screen.TopScreen.By;
import nitro.ctl.screen.TopScreen.Row;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.posix.WindowSize;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Request;
import nitro.spat.SocketPath;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/**
 * {@code nitroctl top}: all services as they change, on the whole of a terminal.
 *
 * <p>States come by events. What processes use nobody tells: it is looked for every other second, and the log with it.
 */
final class Top implements Interaction.Handler, Link.Listener, Roster.Watcher {
    private static final long LOOK = 2000;
    private static final long FIRST_LOOK = 500;
    /** The other screen of the terminal, without a cursor. */
    private static final String ENTER = "\033[?1049h\033[?25l\033[H\033[2J";

    private static final String LEAVE = "\033[?25h\033[?1049l";

    private final Interaction terminal;
    private final Link link;
    private final Roster roster;
    private final Usage usage;
    private final LogView log;
    private By by = By.NAME;
    private List<Row> rows = List.of();
    private String selected = "";
    private boolean withLog = true;
    private boolean plain;
    private boolean entered;
    private int nitro;
    private String said = "";
    private String gone = "";
    private @Nullable Request asked;

    private Top(Invocation call, Posix posix) throws Failure {
        terminal = new Interaction(posix, call, "top");
        link = new Link(posix, terminal.loop, SocketPath.find(call.variable("NITRO_SOCK"), posix), this);
        roster = new Roster(posix, terminal.loop, link, this);
        usage = new Usage(posix);
        log = new LogView(posix, call, link);
    }

    /** Lives until somebody leaves it; returns the exit status. */
    static int run(Invocation call, Posix posix) throws Failure {
        Top top = new Top(call, posix);
        try (top.link) {
            top.begin();
            return top.terminal.run(top);
        }
    }

    private void begin() {
        ask();
        terminal.loop.after(1, () -> look(FIRST_LOOK));
    }

    private void ask() {
        link.ask(new Request.Info(), answer -> {
            nitro = answer instanceof Info info ? info.nitroPid() : 0;
        });
        roster.refresh();
    }

    private void look(long next) {
        usage.look(roster.services(), nitro);
        show();
        terminal.loop.after(next, () -> look(LOOK));
    }

    @Override
    public void key(String key) {
        said = "";
        Request order = asked;
        if (plain) {
            plain = false;
        } else if (order != null) {
            asked = null;
            if (key.equals("y") || key.equals("Enter")) {
                carryOut(order);
            }
        } else {
            press(key);
        }
        show();
    }

    private void press(String key) {
        int room = TopScreen.room(terminal.size().rows(), withLog);
        switch (key) {
            case "q", "C-c", "C-d" -> terminal.end(0);
            case "Up", "k", "C-p" -> move(-1);
            case "Down", "j", "C-n" -> move(1);
            case "PageUp" -> move(-room);
            case "PageDown" -> move(room);
            case "Home" -> move(-rows.size());
            case "End" -> move(rows.size());
            case "o" -> by = by.next();
            case "n" -> by = By.NAME;
            case "f" -> by = By.FAILING;
            case "c" -> by = By.CPU;
            case "m" -> by = By.MEMORY;
            case "u" -> by = By.UPTIME;
            case "l" -> withLog = !withLog;
            case "p" -> {
                plain = true;
                redraw();
            }
            case "s" -> question(new Request.Up(selected));
            case "t" -> question(new Request.Down(selected));
            case "r" -> question(new Request.Restart(selected));
            case "C-l" -> entered = false;
            default -> {}
        }
    }

    private void question(Request order) {
        if (!selected.isEmpty()) {
            asked = order;
        }
    }

    private static String verb(Request order) {
        return order instanceof Request.Up ? "Start" : order instanceof Request.Down ? "Stop" : "Restart";
    }

    private void carryOut(Request order) {
        String name = selected;
        link.ask(order, answer -> {
            if (answer instanceof Answer && answer != Answer.OK) {
                said = Text.visible(name, terminal.style)
                        + (answer == Answer.NO_SUCH_SERVICE ? ": no such service" : ": nitro does not understand");
                show();
            }
        });
    }

    private void move(int by) {
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).service().name().equals(selected)) {
                at = i;
            }
        }
        if (!rows.isEmpty()) {
            selected =
                    rows.get(Math.clamp(at + by, 0, rows.size() - 1)).service().name();
        }
    }

    private void arrange() {
        List<Row> all = new ArrayList<>();
        boolean there = false;
        for (Service service : roster.services()) {
            Usage.Load load = usage.of(service.name());
            boolean runs = service.status().pid() != 0;
            all.add(new Row(service, runs ? load.cpu() : -1, runs ? load.memory() : -1));
            there |= service.name().equals(selected);
        }
        rows = by.sorted(all);
        if (!there) {
            selected = rows.isEmpty() ? "" : rows.getFirst().service().name();
        }
    }

    /** Shows what has changed, unless somebody copies what is there. */
    private void show() {
        if (!plain) {
            arrange();
            redraw();
        }
    }

    @Override
    public void redraw() {
        draw(plain ? new Style(false, terminal.style.unicode()) : terminal.style);
    }

    private void draw(Style style) {
        WindowSize size = terminal.size();
        if (withLog) {
            log.select(selected, this::show);
        }
        List<String> lines = new TopScreen(
                        rows,
                        selected,
                        by.word(),
                        withLog ? log.lines(TopScreen.logLines(size.rows())) : List.of(),
                        last())
                .lines(size, withLog, style);
        StringBuilder out = new StringBuilder(entered ? "\033[H" : ENTER);
        entered = true;
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append("\033[K");
        }
        terminal.write(out.append("\033[J").toString());
    }

    private String last() {
        Request order = asked;
        if (order != null) {
            return verb(order) + " " + Text.visible(selected, terminal.style) + "? y/n";
        }
        return plain ? "nothing changes here until a key is pressed" : said.isEmpty() ? gone : said;
    }

    @Override
    public void leave() {
        if (entered) {
            terminal.write(LEAVE);
        }
    }

    @Override
    public void heard(Event event) {
        roster.heard(event);
    }

    @Override
    public void changed(String name, @Nullable State before, State now) {
        show();
    }

    @Override
    public void updated() {
        show();
    }

    @Override
    public void gone(String why) {
        roster.forgetQuestions();
        gone = "nitro is gone: " + why;
        show();
    }

    @Override
    public void back() {
        gone = "";
        ask();
    }
}
