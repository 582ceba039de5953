package nitro.posix.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import nitro.posix.Datagram;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.Mailbox;
import nitro.posix.PollSet;
import nitro.posix.Signal;

/** {@link Mailbox}: a client's socket. */
final class MailboxCases {
    private MailboxCases() {}

    static List<Case> cases() {
        return List.of(
                new Case("mailbox: its file is its owner's alone and stays when it is closed", MailboxCases::file),
                new Case("mailbox: its file belongs to the user that was set, if we may", MailboxCases::owner),
                new Case("mailbox: why none can be bound", MailboxCases::bindErrors),
                new Case("mailbox: letters go both ways, with the sender's path", MailboxCases::letters),
                new Case("mailbox: paths of any bytes, up to 107 of them", MailboxCases::paths),
                new Case("mailbox: a wait ends when its time is over", MailboxCases::waiting),
                new Case("mailbox: a wait ends with a letter", MailboxCases::waitingForLetter),
                new Case("mailbox: a sender without a path", MailboxCases::unbound),
                new Case("mailbox: a letter too long for the buffer is cut", MailboxCases::truncated),
                new Case("mailbox: a letter to nobody fails, and the next one arrives", MailboxCases::nobody),
                new Case("mailbox: a letter to where we may not write", MailboxCases::forbidden),
                new Case("mailbox: a full receiver is not waited for", MailboxCases::full),
                new Case("mailbox: HUP, INT and TERM end the wait; the first counts", MailboxCases::interrupted),
                new Case("mailbox: a signal before the wait ends it too", MailboxCases::interruptedBefore),
                new Case("mailbox: no signal is lost between two", MailboxCases::interruptedBetween),
                new Case("mailbox: a signal that was ignored at exec stays so", MailboxCases::ignored),
                new Case("mailbox: when it is closed, signals are deadly again", MailboxCases::closed));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static int send(Mailbox from, String text, String to) {
        return from.send(bytes(text), text.length(), to);
    }

    private static String text(Datagram datagram) {
        return new String(datagram.data, 0, datagram.length, ISO_8859_1);
    }

    private static void checkLetter(String expected, String from, Mailbox mailbox) {
        Datagram datagram = new Datagram(100);
        Check.equal(expected.length(), mailbox.receive(datagram, World.LONG), "length received");
        Check.equal(expected, text(datagram), "letter");
        Check.equal(from, datagram.sender, "sender");
    }

    private static void owner(World world) throws ErrnoException {
        int ours = world.posix.getuid();
        int nobody = 65534;
        world.posix.mkdir(world.path("theirs"), 0777);
        world.posix.chmod(world.path("theirs"), 0777);
        world.posix.chmod(world.path("."), 0711);
        world.posix.chmod(world.path(".."), 0711);
        world.client.setFileUser(nobody);
        try (Mailbox _ = world.client.bindMailbox(world.path("theirs/box"))) {
            FileStatus status = world.posix.stat(world.path("theirs/box"));
            Check.equal(ours == 0 ? nobody : ours, status.uid(), "uid");
            Check.equal(0600, status.mode(), "mode");
        } finally {
            world.client.setFileUser(ours);
        }
        try (Mailbox _ = world.client.bindMailbox(world.path("box"))) {
            Check.equal(ours, world.posix.stat(world.path("box")).uid(), "uid later");
        }
    }

    private static void file(World world) throws ErrnoException {
        int umask = world.posix.umask(0);
        try (Mailbox _ = world.client.bindMailbox(world.path("box"))) {
            FileStatus status = world.posix.stat(world.path("box"));
            Check.equal(FileStatus.Type.SOCKET, status.type(), "type");
            Check.equal(0600, status.mode(), "mode");
        } finally {
            world.posix.umask(umask);
        }
        Check.equal(FileStatus.Type.SOCKET, world.posix.stat(world.path("box")).type(), "type afterwards");
    }

    private static void bindErrors(World world) throws ErrnoException {
        Check.fails(
                Errno.ENOENT,
                () -> world.client.bindMailbox(world.path("missing/box")).close());
        Check.fails(
                Errno.ENOTDIR,
                () -> world.client
                        .bindMailbox(world.write("file", "", 0600) + "/box")
                        .close());
        Check.fails(
                Errno.ENAMETOOLONG,
                () -> world.client.bindMailbox("/" + "x".repeat(107)).close());
        try (Mailbox live = world.client.bindMailbox(world.path("box"))) {
            Check.fails(
                    Errno.EADDRINUSE,
                    () -> world.client.bindMailbox(world.path("box")).close());
            Check.equal(3, send(live, "abc", world.path("box")), "sent to itself");
            checkLetter("abc", world.path("box"), live);
        }
    }

    private static void letters(World world) throws ErrnoException {
        try (Mailbox one = world.client.bindMailbox(world.path("one"));
                Mailbox two = world.client.bindMailbox(world.path("two"))) {
            Check.equal(3, send(one, "abc", world.path("two")), "bytes sent");
            Check.equal(2, send(one, "\0\u00ff", world.path("two")), "bytes sent");
            checkLetter("abc", world.path("one"), two);
            checkLetter("\0\u00ff", world.path("one"), two);
            Check.equal(5, two.send(bytes("answer"), 5, world.path("one")), "bytes sent");
            checkLetter("answe", world.path("two"), one);
        }
    }

    private static void paths(World world) throws ErrnoException {
        String before = world.posix.getcwd();
        world.posix.chdir(world.path("")); // for paths that are short enough
        try {
            for (String name : ClientCases.ALL_BYTES) {
                String path = name.substring(0, Math.min(name.length(), 107));
                try (Mailbox one = world.client.bindMailbox(path);
                        Mailbox two = world.client.bindMailbox("two")) {
                    Check.equal(1, send(one, "x", "two"), "bytes sent");
                    checkLetter("x", path, two);
                    Check.equal(1, send(two, "y", path), "bytes sent");
                    checkLetter("y", "two", one);
                    Check.that(world.posix.list(world.path("")).contains(path), "the name is in the directory");
                    Check.equal(0600, world.posix.stat(path).mode(), "mode");
                }
                world.posix.unlink("two");
            }
        } finally {
            world.posix.chdir(before);
        }
    }

    private static void waiting(World world) throws ErrnoException {
        Datagram datagram = new Datagram(100);
        try (Mailbox box = world.client.bindMailbox(world.path("box"))) {
            long before = world.client.now();
            Check.code(Errno.EAGAIN, box.receive(datagram, 0), "result without a wait");
            Check.code(Errno.EAGAIN, box.receive(datagram, 50), "result of a wait");
            long passed = world.client.now() - before;
            Check.that(passed >= 49, "50 ms take 50 ms, and not " + passed);
            Check.equal(0, box.interruption(), "interruption");
            send(box, "abc", world.path("box"));
            checkLetter("abc", world.path("box"), box);
        }
    }

    private static void waitingForLetter(World world) throws ErrnoException {
        Datagram datagram = new Datagram(100);
        try (Mailbox box = world.client.bindMailbox(world.path("box"))) {
            World.Started helper = world.startHelper("", "send", world.path("box"), "hello");
            Check.equal(5, box.receive(datagram, -1), "length received without a limit");
            Check.equal("hello", text(datagram), "letter");
            world.finish(helper);
        }
    }

    private static void unbound(World world) throws ErrnoException {
        int fd = world.posix.datagramSocket();
        try (Mailbox box = world.client.bindMailbox(world.path("box"))) {
            Check.equal(3, world.posix.send(fd, bytes("abc"), 3, world.path("box")), "bytes sent");
            checkLetter("abc", "", box);
        } finally {
            world.posix.close(fd);
        }
    }

    private static void truncated(World world) throws ErrnoException {
        Datagram small = new Datagram(4);
        try (Mailbox box = world.client.bindMailbox(world.path("box"))) {
            send(box, "123456", world.path("box"));
            send(box, "next", world.path("box"));
            Check.equal(4, box.receive(small, World.LONG), "length received");
            Check.equal("1234", text(small), "letter");
            checkLetter("next", world.path("box"), box);
        }
    }

    private static void nobody(World world) throws ErrnoException {
        world.makeStale("stale");
        world.write("file", "", 0600);
        try (Mailbox one = world.client.bindMailbox(world.path("one"));
                Mailbox two = world.client.bindMailbox(world.path("two"))) {
            Check.code(Errno.ENOENT, send(one, "x", world.path("missing")), "to nobody");
            Check.code(Errno.ENOENT, send(one, "x", world.path("missing/socket")), "to nowhere");
            for (String path : List.of("stale", "stale", "file", "")) {
                Check.code(Errno.ECONNREFUSED, send(one, "x", world.path(path)), "to " + path);
                Check.equal(1, send(one, "x", world.path("two")), "sent after that");
                checkLetter("x", world.path("one"), two);
                Check.equal(1, send(two, "y", world.path("one")), "sent back");
                checkLetter("y", world.path("two"), one);
                Check.equal(0600, world.posix.stat(world.path("one")).mode(), "mode");
            }
            Check.code(Errno.ENAMETOOLONG, send(one, "x", "/" + "x".repeat(107)), "to a long path");
            Check.code(Errno.EMSGSIZE, one.send(new byte[5_000_000], 5_000_000, world.path("two")), "too long");
        }
    }

    private static void forbidden(World world) throws ErrnoException {
        Check.skipUnless(!world.isRoot(), "root may write to every socket");
        try (Mailbox one = world.client.bindMailbox(world.path("one"));
                Mailbox _ = world.client.bindMailbox(world.path("two"))) {
            world.posix.chmod(world.path("two"), 0);
            Check.code(Errno.EACCES, send(one, "x", world.path("two")), "to a closed socket");
            world.posix.mkdir(world.path("closed"), 0);
            Check.code(Errno.EACCES, send(one, "x", world.path("closed/socket")), "into a closed directory");
            world.posix.chmod(world.path("closed"), 0700);
        }
    }

    private static void full(World world) throws ErrnoException {
        try (Mailbox one = world.client.bindMailbox(world.path("one"));
                Mailbox two = world.client.bindMailbox(world.path("two"))) {
            int sent = 0;
            int result;
            while ((result = send(one, "x", world.path("two"))) == 1) {
                sent++;
                Check.that(sent < 100_000, "queues have an end");
            }
            Check.code(Errno.EAGAIN, result, "sent to a full queue");
            Check.that(sent > 0, "something was sent");
            Datagram datagram = new Datagram(10);
            for (int i = 0; i < sent; i++) {
                Check.equal(1, two.receive(datagram, World.LONG), "length received");
            }
            Check.code(Errno.EAGAIN, two.receive(datagram, 0), "received after that");
            Check.equal(1, send(one, "x", world.path("two")), "sent after that");
        }
    }

    private static void interrupted(World world) throws ErrnoException {
        for (Signal signal : List.of(Signal.HUP, Signal.INT, Signal.TERM)) {
            World.Started helper = world.startHelper("", "mailbox", world.path(signal.name()));
            Check.equal("ready", world.readLine(helper.output()), "line");
            world.posix.kill(helper.pid(), world.client.number(signal));
            Check.equal("EINTR " + world.client.number(signal), world.readLine(helper.output()), "line");
            Check.equal("then EINTR " + world.client.number(signal), world.readLine(helper.output()), "line");
            world.finish(helper);
        }
    }

    private static void interruptedBefore(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "mailbox-later", world.path("box"));
        Check.equal("ready", world.readLine(helper.output()), "line");
        world.posix.kill(helper.pid(), world.client.number(Signal.INT));
        world.write("go", "", 0600);
        Check.equal("EINTR " + world.client.number(Signal.INT), world.readLine(helper.output()), "line");
        world.finish(helper);
    }

    private static void interruptedBetween(World world) throws ErrnoException {
        int signal = world.client.number(Signal.INT);
        for (int i = 0; i < 5; i++) {
            World.Started helper = world.startHelper("", "mailboxes", world.path("box" + i));
            Check.equal("ready", world.readLine(helper.output()), "line");
            world.posix.kill(helper.pid(), signal);
            Check.equal("", world.readAll(helper.output()), "output after the signal");
            world.posix.close(helper.output());
            int status = world.await(helper.pid()).raw();
            // told of by one of them, or deadly between two: for a JVM an exit
            Check.that(status == 0 || status == signal || status == (128 + signal) << 8, "it ended by " + status);
        }
    }

    private static void ignored(World world) throws ErrnoException {
        World.Started helper = world.startHelper("trap '' HUP;", "mailbox", world.path("box"));
        Check.equal("ready", world.readLine(helper.output()), "line");
        world.posix.kill(helper.pid(), world.client.number(Signal.HUP));
        PollSet set = new PollSet();
        set.add(helper.output(), PollSet.READ);
        Check.equal(0, world.posix.poll(set, 200), "lines after an ignored signal");
        world.posix.kill(helper.pid(), world.client.number(Signal.TERM));
        Check.equal("EINTR " + world.client.number(Signal.TERM), world.readLine(helper.output()), "line");
        Check.equal("then EINTR " + world.client.number(Signal.TERM), world.readLine(helper.output()), "line");
        world.finish(helper);
    }

    private static void closed(World world) throws ErrnoException {
        World.Started helper = world.startHelper("", "mailbox-closed", world.path("box"));
        Check.equal("ready", world.readLine(helper.output()), "line");
        world.posix.kill(helper.pid(), world.client.number(Signal.TERM));
        Check.equal("", world.readAll(helper.output()), "output after a deadly signal");
        world.posix.close(helper.output());
        int status = world.await(helper.pid()).raw();
        // a JVM exits with the status that a shell gives a process killed by TERM
        Check.that(status == world.client.number(Signal.TERM) || status == 143 << 8, "TERM ended it, not " + status);
    }
}
