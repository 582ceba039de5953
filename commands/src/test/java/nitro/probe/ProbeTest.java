package nitro.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.posix.Self;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import nitro.posix.fake.FakePosix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe is asked again and again, and leaves nothing behind after any answer. */
class ProbeTest {
    private static final String HOST = "127.0.0.1 port 80";

    private final FakePosix posix = new FakePosix();
    private final Loop loop = new Loop(posix, error -> {
        throw new AssertionError(error);
    });
    private final List<String> heard = new ArrayList<>();
    private final Runner runner = new Runner();
    private final ProbeContext context =
            new ProbeContext(posix, loop, runner, new Self("/bin/nitro", List.of()), List.of("A=1"));

    /** One process at a time, as an engine that reaps all children would report its end. */
    private final class Runner implements ProcessRunner {
        private Consumer<WaitStatus> ended = _ -> {};

        @Override
        public RunningProcess run(
                String path,
                List<String> argv,
                List<String> environment,
                List<Duplicate> duplicates,
                Consumer<WaitStatus> whenEnded) {
            heard.add(path + " " + argv + " " + environment);
            ended = whenEnded;
            return () -> heard.add("killed");
        }
    }

    private void ask(Probe probe, long limitMs) {
        probe.attempt(limitMs, new Probe.Answer() {
            @Override
            public void holds() {
                heard.add("holds");
                loop.stop();
            }

            @Override
            public void fails(String why, long pauseMs) {
                heard.add(why);
                loop.stop();
            }
        });
    }

    private void askAndWait(Probe probe, long limitMs) {
        ask(probe, limitMs);
        loop.run();
    }

    @AfterEach
    void nothingStaysOpen() {
        SortedMap<Integer, String> left = new TreeMap<>(posix.descriptors());
        left.values().remove("epoll"); // the loop has it to the end
        assertEquals(List.of(0, 1, 2), List.copyOf(left.keySet()), left.toString());
    }

    @Test
    void answersAsOftenAsItIsAsked() {
        long begin = posix.now();
        posix.network().silence(HOST);
        Probe probe = new TcpProbe(context, new Peer("127.0.0.1", 80));
        askAndWait(probe, 500);
        posix.network().listen(HOST, _ -> "");
        askAndWait(probe, 500);
        askAndWait(probe, Probe.NO_LIMIT);
        posix.network().silence(HOST);
        askAndWait(probe, 500);
        assertEquals(List.of("no answer", "holds", "holds", "no answer"), heard);
        assertEquals(1000, posix.now() - begin);
    }

    @Test
    void anAbandonedAttemptIsNotAnswered() {
        posix.network().silence(HOST);
        Probe probe = new TcpProbe(context, new Peer("127.0.0.1", 80));
        ask(probe, 500);
        probe.abandon();
        probe.abandon();
        loop.after(1000, loop::stop);
        loop.run();
        assertEquals(List.of(), heard);
    }

    @Test
    void aCommandIsStartedByWhoeverReaps() {
        Probe probe = new CommandProbe(context, "check");
        askAndWait(probe, 500);
        ask(probe, Probe.NO_LIMIT);
        runner.ended.accept(WaitStatus.ofExit(3));
        ask(probe, Probe.NO_LIMIT);
        runner.ended.accept(WaitStatus.ofExit(0));
        String started = "/bin/sh [sh, -c, check] [A=1]";
        assertEquals(List.of(started, "killed", "it still runs", started, "exit status 3", started, "holds"), heard);
    }
}
