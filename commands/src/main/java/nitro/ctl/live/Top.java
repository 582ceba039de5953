package nitro.ctl.live;

import java.util.List;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Roster;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.screen.TopScreen;
import nitro.ctl.screen.TopScreen.By;
import nitro.ctl.screen.TopScreen.Pane;
import nitro.ctl.screen.TopScreen.Row;
import nitro.ctl.show.ServiceUsage;
import nitro.ctl.terminal.Canvas;
import nitro.ctl.terminal.LiveTerminal;
import nitro.loop.Timer;
import nitro.posix.ClientPosix;
import nitro.posix.Invocation;
import nitro.posix.Posix;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Request;
import nitro.spat.State;
import nitro.spat.client.Conversation;
import nitro.spat.client.LoopClient;
import nitro.spat.client.Unreachable;
import org.jspecify.annotations.Nullable;

/**
 * {@code nitroctl top}: all services as they change, on the whole of a terminal.
 *
 * <p>States come by events, and lines of the log as they are written. What processes use nobody tells: it is looked for every
 * other second.
 */
public final class Top implements LiveTerminal.Handler, Conversation.Listener, Roster.Watcher {
    private static final long LOOK_EVERY_MS = 2000;
    /** So many looks later nitro is asked for all states: an event may have been missed (spec 5.6). */
    private static final int REFRESH = 5;
    /** Milliseconds in which changes are drawn at once. */
    private static final long DRAW_AFTER_MS = 40;

    /** An order for a service that waits for the answer yes. */
    private record Question(String verb, String service, Request order) {}

    private final LiveTerminal terminal;
    private final LoopClient nitro;
    private final Roster roster;
    private final ServiceUsage usage;
    private final LogView log;
    private final Canvas canvas;
    private By by;
    private Pane pane = Pane.LOG;
    private List<Row> rows = List.of();
    private String selected = "";
    private boolean plain;
    private int nitroPid;
    private int looks;
    private String said = "";
    private String gone = "";
    private @Nullable Question question;
    private @Nullable Timer drawing;

    private Top(By by, Invocation call, Posix posix) throws Failure {
        this.by = by;
        terminal = new LiveTerminal(posix, call, "top");
        nitro = Connect.loopClient(call, posix, terminal.loop, this);
        roster = new Roster(posix, terminal.loop, nitro, this);
        usage = new ServiceUsage(posix);
        log = new LogView(posix, terminal.loop, call, nitro, this::drawSoon);
        canvas = new Canvas(terminal);
    }

    /** Whether there is a terminal to draw on, and to press keys. */
    public static boolean canDraw(Invocation call, ClientPosix posix) {
        return posix.windowSize(0) != null && posix.windowSize(1) != null && !Style.isDumb(call);
    }

    /**
     * Lives until somebody leaves it; returns the exit status.
     *
     * @param by the order at first
     */
    public static int run(By by, Invocation call, Posix posix) throws Failure {
        Top top = new Top(by, call, posix);
        try (top.nitro;
                top.log) {
            top.ask();
            return top.terminal.run(top);
        }
    }

    private void ask() {
        nitro.ask(new Request.Info(), answer -> {
            nitroPid = answer instanceof Info info ? info.nitroPid() : 0;
        });
        roster.refresh();
    }

    /** Looks at what is used, again and again. */
    private void look() {
        looks++;
        if (!plain) {
            usage.look(roster.services(), nitroPid);
            log.retry();
            draw();
        }
        if (looks % REFRESH == 0 && gone.isEmpty()) {
            roster.refresh();
        }
        terminal.loop.after(looks == 1 ? ServiceUsage.SECOND_LOOK_MS : LOOK_EVERY_MS, this::look);
    }

    @Override
    public void key(String key) {
        said = "";
        Question asked = question;
        if (plain) {
            plain = false;
            canvas.clear();
        } else if (asked != null) {
            question = null;
            if (key.equals("y")) {
                carryOut(asked);
            }
        } else {
            press(key);
        }
        draw();
    }

    private void press(String key) {
        int page = TopScreen.room(terminal.size().rows(), rows.size(), pane);
        switch (key) {
            case "q", "C-c", "C-d" -> terminal.end(0);
            case "Up", "k", "C-p" -> move(-1);
            case "Down", "j", "C-n" -> move(1);
            case "PageUp", "C-b" -> move(-page);
            case "PageDown", "C-f", " " -> move(page);
            case "Home", "g" -> move(-rows.size());
            case "End", "G" -> move(rows.size());
            case "o" -> by = by.next();
            case "n" -> by = By.NAME;
            case "f" -> by = By.FAILING;
            case "c" -> by = By.CPU;
            case "m" -> by = By.MEMORY;
            case "u" -> by = By.UPTIME;
            case "s" -> question("Start", new Request.Up(selected));
            case "t" -> question("Stop", new Request.Down(selected));
            case "r" -> question("Restart", new Request.Restart(selected));
            case "l" -> pane = pane == Pane.LOG ? Pane.NONE : Pane.LOG;
            case "h", "?" -> pane = pane == Pane.KEYS ? Pane.LOG : Pane.KEYS;
            case "p" -> {
                draw();
                plain = true;
                canvas.clear();
            }
            case "C-z" -> terminal.suspend();
            case "C-l" -> {
                canvas.clear();
                roster.refresh();
            }
            default -> {}
        }
    }

    private void question(String verb, Request order) {
        if (!selected.isEmpty()) {
            question = new Question(verb, selected, order);
        }
    }

    private void carryOut(Question asked) {
        nitro.ask(asked.order, answer -> {
            if (answer instanceof Answer && answer != Answer.OK) {
                said = Text.visible(asked.service, terminal.style)
                        + (answer == Answer.NO_SUCH_SERVICE
                                ? ": no such service"
                                : ": this nitro does not know the request");
                draw();
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
        rows = by.sorted(usage.rows(roster.services()));
        if (rows.stream().noneMatch(row -> row.service().name().equals(selected))) {
            selected = rows.isEmpty() ? "" : rows.getFirst().service().name();
        }
    }

    private void drawSoon() {
        if (drawing == null) {
            drawing = terminal.loop.after(DRAW_AFTER_MS, this::draw);
        }
    }

    /** Draws what has changed; nothing does while somebody copies what is there. */
    private void draw() {
        if (drawing != null) {
            drawing.cancel();
            drawing = null;
        }
        if (terminal.isLent()) {
            return;
        }
        if (!plain) {
            arrange();
            log.select(pane == Pane.LOG ? selected : "");
        }
        Style style = plain ? new Style(false, terminal.style.unicode()) : terminal.style;
        canvas.draw(new TopScreen(rows, selected, by.word(), pane, log.lines(), last()).lines(terminal.size(), style));
    }

    @Override
    public void live() {
        redraw();
        terminal.loop.run();
    }

    @Override
    public void redraw() {
        canvas.clear();
        draw();
    }

    private String last() {
        Question asked = question;
        if (asked != null) {
            return asked.verb + " " + Text.visible(asked.service, terminal.style) + "? y/n";
        }
        if (plain) {
            return "frozen until a key is pressed";
        }
        String state = gone.isEmpty() && looks == 0 ? "nitro has not answered yet" : gone;
        return said.isEmpty() ? state : said;
    }

    @Override
    public void leave() {
        canvas.leave();
    }

    @Override
    public void heard(Event event) {
        roster.heard(event);
    }

    @Override
    public void changed(String name, @Nullable State before, State now) {
        log.changed(name);
        drawSoon();
    }

    @Override
    public void updated() {
        if (looks == 0) {
            look();
        }
        drawSoon();
    }

    @Override
    public void gone(Unreachable why) {
        roster.forgetQuestions();
        gone = "nitro is gone: " + why.reason();
        drawSoon();
    }

    @Override
    public void back() {
        gone = "";
        ask();
        log.find();
    }
}
