package nitro.front.nitro.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;
import nitro.posix.fake.Tap;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Sees every call that one life of nitro makes, lets some fail, and tells those who hold nitro to its promises. */
final class Calls implements Tap.Listener {
    private static final int KILL = 9;

    private final World world;
    private final Misfortune misfortune;
    private final Coverage coverage;
    private final Watch watch;

    Calls(World world, Misfortune misfortune, Coverage coverage, Watch watch) {
        this.world = world;
        this.misfortune = misfortune;
        this.coverage = coverage;
        this.watch = watch;
    }

    @Override
    public @Nullable Errno before(String call, List<Object> arguments) {
        coverage.calls.add(call);
        watch.calls();
        switch (call) {
            case "receive", "reap", "nextSignal" -> watch.boundary();
            case "kill" -> watch.kills((int) arguments.get(0), (int) arguments.get(1));
            case "spawn" -> watch.starts((Spawn) arguments.getFirst());
            case "close" -> watch.closes((int) arguments.getFirst());
            default -> {}
        }
        Errno errno = misfortune.strike(call, watch.time());
        if (errno != null) {
            Coverage.count(coverage.faults, call + " " + errno);
            world.history.add("world", () -> call + " fails: " + errno);
            watch.fails(call, arguments);
        }
        return errno;
    }

    @Override
    public void after(String call, List<Object> arguments, @Nullable Object result) {
        switch (call) {
            case "receive" -> received((Datagram) arguments.get(1), result);
            case "send" -> sent(arguments, result);
            case "list" -> listed((String) arguments.getFirst(), result);
            case "spawn" -> spawned((Spawn) arguments.getFirst(), result);
            case "reap" -> reaped((int[]) arguments.getFirst(), result);
            case "kill" -> killed((int) arguments.get(0), (int) arguments.get(1), result);
            case "write" -> written((int) arguments.getFirst(), arguments);
            case "nextSignal" -> {
                if (result instanceof Signal signal) {
                    note(() -> "takes signal " + signal);
                    watch.signalled(signal);
                }
            }
            case "pipe" -> note(() -> "pipe: " + result);
            case "close" -> note(() -> "closes " + arguments.getFirst());
            case "epollWait" -> watch.waited((int) arguments.get(2), result);
            default -> {}
        }
        if (!call.equals("epollWait") && !call.equals("poll") && !call.equals("now")) {
            watch.acts();
        }
    }

    private void note(Supplier<String> what) {
        world.history.add("nitro", what);
    }

    private void received(Datagram datagram, @Nullable Object result) {
        if (result instanceof Integer length && length >= 0) {
            Request request = Request.decode(datagram.data, length);
            String sender = datagram.sender;
            note(() -> "takes " + request + (sender.isEmpty() ? "" : " of " + sender));
            watch.asked(request, sender);
        }
    }

    private void sent(List<Object> arguments, @Nullable Object result) {
        byte[] data = (byte[]) arguments.get(1);
        int length = (int) arguments.get(2);
        String to = (String) arguments.get(3);
        watch.sent(data, length, to);
        if (result instanceof Integer code && code < 0) {
            note(() -> "cannot send to " + to + ": " + Errno.of(code));
            if (Errno.of(code) == Errno.ECONNREFUSED) {
                watch.refused(to);
            }
        }
    }

    private void listed(String directory, @Nullable Object result) {
        if (result instanceof List<?> names) {
            watch.listed(directory, names.stream().map(String::valueOf).toList());
        } else {
            note(() -> "cannot list " + directory + ": " + result);
            watch.notListed(directory);
        }
    }

    private void spawned(Spawn request, @Nullable Object result) {
        if (result instanceof Integer pid) {
            note(() -> "starts " + words(request) + ": " + pid + " " + request.duplicates());
            watch.started(pid, request);
        } else if (result instanceof ErrnoException e) {
            note(() -> "cannot start " + words(request) + ": " + e.errno());
            watch.notStarted(request, e.errno());
        }
    }

    private static String words(Spawn request) {
        return request.directory() + "/" + request.path() + " " + request.argv();
    }

    private void reaped(int[] status, @Nullable Object result) {
        if (result instanceof Integer pid && pid > 0) {
            WaitStatus end = new WaitStatus(status[0]);
            note(() -> "reaps " + pid + (end.exited() ? ", exit " + end.exitStatus() : ", signal " + end.signal()));
            watch.reaped(pid, end);
        }
    }

    private void killed(int pid, int signal, @Nullable Object result) {
        note(() -> "signals " + pid + " with " + signal + (Integer.valueOf(0).equals(result) ? "" : ": nobody"));
        if (signal == KILL) {
            watch.hasKilled(pid);
        }
    }

    private void written(int fd, List<Object> arguments) {
        String text = new String(
                (byte[]) arguments.get(1), (int) arguments.get(2), (int) arguments.get(3), StandardCharsets.ISO_8859_1);
        if (fd == 2) {
            note(() -> "says: " + text);
            watch.words.say(text);
        }
    }
}
