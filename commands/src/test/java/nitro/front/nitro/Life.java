package nitro.front.nitro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.Posix;
import nitro.posix.Self;
import nitro.posix.Signal;
import nitro.posix.fake.Chance;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.OnlyPosix;
import nitro.posix.fake.Program;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** A whole life of nitro as a plain process, in virtual time, of which a test decides what befalls it. */
final class Life {
    static final String SERVICES = "/sv";
    static final String SOCKET = "/run/nitro/nitro.sock";

    final FakePosix posix;
    final Inside inside;

    Life() {
        this(Chance.calm(), new Inside.Eye() {
            @Override
            public void begins() {}

            @Override
            public void happens(Inside.Look service, String event, String phaseAfter, boolean possible) {}
        });
    }

    Life(Chance chance, Inside.Eye eye) {
        posix = new FakePosix(chance, 50);
        inside = new Inside(eye);
        posix.files().directory(SERVICES);
    }

    /** A service whose run lives until it is told to end. */
    void service(String name) {
        script(name + "/run", Program.idle());
    }

    void script(String path, Program program) {
        posix.files().executable(SERVICES + "/" + path, () -> program);
    }

    void file(String path, String content) {
        posix.files().file(SERVICES + "/" + path, content);
    }

    void at(long millis, Runnable what) {
        posix.clock().after(millis, what);
    }

    void signalAt(long millis, Signal signal) {
        at(millis, () -> posix.signal(signal));
    }

    void askAt(long millis, Request request) {
        at(millis, () -> ask(request));
    }

    /** Returns the outcome of the send. */
    int ask(Request request) {
        return posix.sockets().peer("").send(request.encode(), SOCKET);
    }

    /** The state that a service is in at present; null if it is not loaded. */
    @Nullable
    String phase(String name) {
        Inside.Look look = inside.get(name);
        return look == null ? null : look.phase();
    }

    /** At that time, counted from now, the service is in that phase. */
    void expectAt(long millis, String name, @Nullable String phase) {
        at(millis, () -> assertEquals(phase, phase(name), name));
    }

    /** Runs it from beginning to end, and returns the exit status. */
    int run(Tap.Listener listener) {
        Posix tapped = Tap.on(posix, listener);
        Platform platform = new OnlyPosix(tapped);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Invocation invocation = new Invocation(
                "nitro",
                List.of(SERVICES),
                List.of("NITRO_SOCK=" + SOCKET),
                new Self("/bin/nitro", List.of()),
                nowhere,
                nowhere);
        return inside.nitro().run(invocation, platform);
    }

    /** All that it has said. */
    String said() {
        return posix.console().written();
    }

    void assertSaid(String line) {
        assertTrue(said().contains("- nitro: " + line + "\n"), said());
    }
}
