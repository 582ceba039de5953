package nitro.test.screens;

import java.io.IOException;
import nitro.test.harness.Nitro;
import nitro.test.harness.State;

/** Somebody who types one command after the other, and what is shown. */
final class Visit {
    private final Nitro nitro;
    private final Session session;
    private final Kind kind;
    private final StringBuilder screens;

    /** @param screens get what is shown, masked */
    Visit(Nitro nitro, Session session, Kind kind, StringBuilder screens) {
        this.nitro = nitro;
        this.session = session;
        this.kind = kind;
        this.screens = screens;
    }

    void look() throws IOException {
        run("nitroctl");
        run("nitroctl list --sort failing");
        run("nitroctl status web");
        run("nitroctl status broken cache");
        run("nitroctl tree");
        run("nitroctl logs web");
        run("nitro-check sv");
    }

    /** What goes on until control-C. */
    void follow() throws IOException {
        String follow = "nitroctl logs -f -n 1 web";
        session.type(follow);
        session.await("the last line", screen -> screen.contains("listening on"));
        nitro.ctl("hup", "web");
        session.await("the next line", screen -> screen.contains("configuration read again"));
        session.terminal().press("C-c");
        end(follow);
    }

    /** What is shown while something is waited for, and what is left of it. */
    void progress() throws IOException {
        waits("nitroctl start lazy", "lazy", State.STARTING);
        nitro.ctl("ready", "lazy");
        end("nitroctl start lazy");

        waits("nitroctl restart slow", "slow", State.RESTART);
        nitro.kill("slow");
        end("nitroctl restart slow");

        waits("nitroctl stop slow lazy", "slow", State.SHUTDOWN);
        session.terminal().press("C-c");
        end("nitroctl stop slow lazy");
    }

    void errors() throws IOException {
        run("nitroctl start broken");
        run("nitroctl -t 2 wait-up cache");
        run("nitroctl status nope");
        run("nitroctl restart jurnal");
        run("nitroctl logs cache");
        run("nitroctl lits");
        run("nitroctl stop");
        run("nitroctl --sort age");
        run("nitroctl --jsn");
        run("nitroctl -t soon stop web");
        run("NITRO_SOCK=/nowhere/sock nitroctl start web");
        run("nitro-check /nowhere");
    }

    private void run(String command) throws IOException {
        session.type(command);
        end(command);
    }

    /** Types it, and shows how it waits. */
    private void waits(String command, String service, State state) throws IOException {
        session.type(command);
        nitro.events().await(service, state);
        if (kind != Kind.DUMB) {
            session.await(
                    "what it waits for",
                    screen -> screen.contains("waiting for " + service) && !screen.contains(", lazy"));
        }
        show(command, "\n(waits)");
    }

    private void end(String command) throws IOException {
        int status = session.end();
        show(command, status == 0 ? "" : "\n(exit " + status + ")");
    }

    private void show(String command, String how) throws IOException {
        screens.append(Mask.mask(session.shown(command), nitro)).append(how).append("\n\n");
    }
}
