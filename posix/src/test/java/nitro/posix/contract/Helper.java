package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.ClientPosix;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Mailbox;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/** The other side of some cases: what a process can do but once, or only one that can be spared. */
public final class Helper {
    /** Fields of /proc/PID/stat, counted from the one behind the program's name. */
    private static final int SESSION = 3;

    private static final int TERMINAL = 4;
    private static final int FOREGROUND_GROUP = 5;

    private final Posix posix;
    private final ClientPosix client;
    private final List<String> args;

    private Helper(Posix posix, ClientPosix client, List<String> args) {
        this.posix = posix;
        this.client = client;
        this.args = args;
    }

    /** Does what the first argument names. */
    public static int run(Posix posix, ClientPosix client, List<String> args) throws ErrnoException {
        Helper helper = new Helper(posix, client, args);
        switch (args.getFirst()) {
            case "send" -> helper.send();
            case "mailbox" -> helper.mailbox();
            case "mailbox-later" -> helper.mailboxLater();
            case "mailbox-closed" -> helper.mailboxClosed();
            case "mailboxes" -> helper.mailboxes();
            case "exhausted" -> helper.exhausted();
            case "signals" -> helper.signals();
            case "stop" -> helper.stop();
            case "subreaper" -> helper.subreaper();
            case "setsid" -> helper.setsid();
            case "isatty" -> helper.say("isatty " + posix.isatty(0));
            case "terminal" -> helper.terminal();
            case "foreground" -> helper.foreground();
            case "modes" -> helper.modes();
            case "exec" -> helper.exec();
            case "exec-signals" -> helper.execSignals();
            case "exec-descriptors" -> helper.execDescriptors();
            case "exec-failure" -> helper.execFailure();
            case "state" -> new StateHelper(posix).run(args.get(1), args.subList(2, args.size()));
            case "mount" -> helper.mount();
            case "mount-errors" -> helper.mountErrors();
            default -> throw new IllegalArgumentException(args.getFirst());
        }
        return 0;
    }

    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
        posix.write(1, bytes, 0, bytes.length);
    }

    private static String outcome(Check.Call call) {
        try {
            call.run();
            return "ok";
        } catch (ErrnoException e) {
            return e.errno().name();
        }
    }

    private void send() throws ErrnoException {
        int fd = posix.datagramSocket();
        byte[] text = args.get(2).getBytes(ISO_8859_1);
        posix.poll(new PollSet(), 50); // so that the other side waits already
        Check.equal(text.length, posix.send(fd, text, text.length, args.get(1)), "sent");
    }

    private void mailbox() throws ErrnoException {
        try (Mailbox mailbox = client.bindMailbox(args.get(1))) {
            say("ready");
            say(wait(mailbox));
            say("then " + wait(mailbox));
        }
    }

    private static String wait(Mailbox mailbox) {
        int result = mailbox.receive(new Datagram(100), -1);
        return result < 0 ? Errno.of(result) + " " + mailbox.interruption() : "received";
    }

    private void mailboxLater() throws ErrnoException {
        String box = args.get(1);
        try (Mailbox mailbox = client.bindMailbox(box)) {
            say("ready");
            String go = box.substring(0, box.lastIndexOf('/')) + "/go";
            while (!outcome(() -> posix.stat(go)).equals("ok")) {
                posix.poll(new PollSet(), 10);
            }
            say(wait(mailbox));
        }
    }

    private void mailboxClosed() throws ErrnoException {
        client.bindMailbox(args.get(1)).close();
        say("ready");
        posix.poll(new PollSet(), (int) World.LONG);
    }

    /** One after the other, until a signal is told of. */
    private void mailboxes() throws ErrnoException {
        boolean told = false;
        for (int signal = 0; signal == 0; ) {
            Mailbox mailbox = client.bindMailbox(args.get(1));
            if (!told) {
                say("ready");
                told = true;
            }
            mailbox.receive(new Datagram(100), 0);
            mailbox.close();
            signal = mailbox.interruption();
            unlink(args.get(1), signal != 0);
        }
    }

    /** @param early whether a signal may have come before there was a file */
    private void unlink(String path, boolean early) throws ErrnoException {
        try {
            posix.unlink(path);
        } catch (ErrnoException e) {
            if (!early || e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    private void exhausted() throws ErrnoException {
        String mailbox = args.get(1);
        tryAll(mailbox, false); // on the JVM, also loads the classes that it takes
        posix.unlink(mailbox);
        int lowest = posix.open("/dev/null", 0, 0);
        posix.setDescriptorLimit(lowest + 1);
        tryAll(mailbox, true);
        posix.close(lowest);
        say("open " + outcome(() -> posix.close(posix.open("/dev/null", 0, 0))));
    }

    private void tryAll(String mailbox, boolean aloud) {
        List<String> lines = new ArrayList<>();
        lines.add("open " + outcome(() -> posix.close(posix.open("/dev/null", 0, 0))));
        lines.add("pipe "
                + outcome(() -> {
                    Files.Pipe pipe = posix.pipe(true);
                    posix.close(pipe.reader());
                    posix.close(pipe.writer());
                }));
        lines.add("socket " + outcome(() -> posix.close(posix.datagramSocket())));
        lines.add("list " + outcome(() -> posix.list("/")));
        lines.add("mailbox " + outcome(() -> posix.bindMailbox(mailbox).close()));
        lines.add("spawn " + outcome(() -> spawn("exit 0")));
        if (aloud) {
            lines.forEach(this::say);
        }
    }

    private int spawn(String script) throws ErrnoException {
        List<String> argv = List.of("sh", "-c", script);
        return posix.spawn(new Spawn("/bin/sh", argv, World.ENVIRONMENT, "", List.of(), true, Spawn.INHERIT));
    }

    private Signal next(int fd) {
        PollSet set = new PollSet();
        set.add(fd, PollSet.READ);
        while (true) {
            Signal signal = posix.nextSignal(fd);
            if (signal != null) {
                return signal;
            }
            posix.poll(set, -1);
        }
    }

    private void signals() throws ErrnoException {
        int fd = posix.signalDescriptor(SignalCases.ENDING);
        say("ready");
        Signal signal;
        do {
            signal = next(fd);
            say(signal.name());
        } while (signal != Signal.TERM);
    }

    private void stop() throws ErrnoException {
        int fd = posix.signalDescriptor(List.of(Signal.TSTP));
        say("ready");
        posix.stopHere();
        say("continued");
        say(next(fd).name());
    }

    private void subreaper() throws ErrnoException {
        int fd = posix.signalDescriptor(List.of(Signal.CHLD));
        posix.becomeSubreaper();
        spawn("(while kill -0 $$; do sleep 0.01; done; exit 3) 2>/dev/null & exit 7"); // ended, and reaped
        int[] status = new int[1];
        int pid;
        while ((pid = posix.reap(status)) >= 0) {
            if (pid == 0) {
                next(fd);
            } else {
                say("reaped " + new WaitStatus(status[0]).exitStatus());
            }
        }
        say(Errno.of(pid).name());
    }

    private void setsid() throws ErrnoException {
        say("leader " + leadsSession());
        posix.setsid();
        say("leader " + leadsSession());
        say(outcome(posix::setsid));
    }

    private boolean leadsSession() throws ErrnoException {
        return statField(SESSION).equals(Integer.toString(posix.getpid()));
    }

    /** @param index behind the program's name, as the constants have it */
    private String statField(int index) throws ErrnoException {
        String stat = new String(posix.head("/proc/self/stat", 1000), ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[index];
    }

    private void terminal() {
        say("before " + outcome(() -> posix.open("/dev/tty", Files.READ | Files.WRITE, 0)));
        say("after "
                + outcome(() -> {
                    posix.setControllingTerminal(0);
                    posix.open("/dev/tty", Files.READ | Files.WRITE, 0);
                }));
    }

    private void foreground() throws ErrnoException {
        posix.setControllingTerminal(0);
        List<String> argv = List.of("sleep", "1000");
        int child =
                posix.spawn(new Spawn("/bin/sleep", argv, List.of(), "", List.of(), Spawn.Leads.GROUP, Spawn.INHERIT));
        posix.setForegroundGroup(0, child);
        say("child in front " + statField(FOREGROUND_GROUP).equals(Integer.toString(child)));
        posix.setForegroundGroup(0, posix.getpid());
        say("we in front " + statField(FOREGROUND_GROUP).equals(Integer.toString(posix.getpid())));
        say("nobody in front " + outcome(() -> posix.setForegroundGroup(0, 1)));
        int fd = posix.signalDescriptor(List.of(Signal.HUP));
        posix.giveUpControllingTerminal(0);
        say(next(fd) + ", terminal " + statField(TERMINAL));
        say("again " + outcome(() -> posix.giveUpControllingTerminal(0)));
        say("child is left " + posix.kill(child, posix.number(Signal.KILL)));
    }

    private void modes() throws ErrnoException {
        say("size " + posix.windowSize(0) + " " + client.windowSize(0));
        byte[] before = posix.terminalModes(0);
        say("before " + stty());
        posix.makeRaw(0);
        say("raw " + stty());
        posix.setTerminalModes(0, before);
        say("after " + stty());
    }

    /** Those of the terminal's settings that raw mode changes. */
    private String stty() throws ErrnoException {
        Files.Pipe pipe = posix.pipe(false);
        List<String> argv = List.of("sh", "-c", "stty -a");
        List<Spawn.Duplicate> duplicates = List.of(new Spawn.Duplicate(0, 0), new Spawn.Duplicate(pipe.writer(), 1));
        posix.spawn(new Spawn("/bin/sh", argv, World.ENVIRONMENT, "", duplicates, false, Spawn.INHERIT));
        posix.close(pipe.writer());
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[4096];
        for (int count; (count = posix.read(pipe.reader(), buffer)) > 0; ) {
            all.append(new String(buffer, 0, count, ISO_8859_1));
        }
        posix.close(pipe.reader());
        List<String> settings = new ArrayList<>();
        for (String word : all.toString().split("[ ;\n]+")) {
            if (List.of("isig", "icanon", "iexten", "echo", "icrnl", "ixon", "opost")
                    .contains(word.replace("-", ""))) {
                settings.add(word);
            }
        }
        return String.join(" ", settings);
    }

    private void exec() throws ErrnoException {
        List<String> argv = List.of("name", "-c", "echo $$; cat /proc/$$/cmdline /proc/$$/environ", "a b", "\u00ff");
        posix.exec("/bin/sh", argv, List.of("A=1", "B=\u00e9"));
    }

    private void execSignals() throws ErrnoException {
        posix.signalDescriptor(List.of(Signal.CHLD, Signal.TERM));
        posix.exec("/bin/cat", List.of("cat", "/proc/self/status"), List.of());
    }

    private void execDescriptors() throws ErrnoException {
        posix.open("/dev/null", 0, 0);
        posix.dup2(1, 50); // stays open across other execs
        posix.exec("/bin/sh", List.of("sh", "-c", "echo ready; kill -STOP $$"), List.of());
    }

    private void execFailure() throws ErrnoException {
        int fd = posix.signalDescriptor(List.of(Signal.HUP, Signal.CHLD));
        say(outcome(() -> posix.exec("/missing", List.of("x"), List.of())));
        Files.Pipe pipe = posix.pipe(true);
        posix.close(pipe.reader());
        say("write " + Errno.of(posix.write(pipe.writer(), new byte[1], 0, 1)));
        posix.kill(posix.getpid(), posix.number(Signal.HUP));
        say(next(fd).name());
        spawn("exit 5");
        int[] status = new int[1];
        while (posix.reap(status) == 0) {
            next(fd);
        }
        say("child " + new WaitStatus(status[0]).exitStatus());
    }

    private void mount() throws ErrnoException {
        String directory = args.get(1);
        posix.mount("none", directory, "tmpfs", true, "mode=0711");
        say(mounted(directory));
        posix.mount("none", directory, "tmpfs", false, "");
        say(mounted(directory));
    }

    private String mounted(String directory) throws ErrnoException {
        String found = "";
        for (String line : new String(posix.head("/proc/self/mounts", 1_000_000), ISO_8859_1).split("\n")) {
            found = line.contains(" " + directory + " ") ? line : found;
        }
        return found;
    }

    private void mountErrors() {
        String directory = args.get(1);
        say(outcome(() -> posix.mount("none", directory + "/missing", "tmpfs", true, "")));
        say(outcome(() -> posix.mount("none", directory, "nosuchtype", true, "")));
    }
}
