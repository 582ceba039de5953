package nitro.front.nitro;

import java.util.List;
import nitro.loop.Loop;
import nitro.posix.Datagram;
import nitro.posix.Posix;
import nitro.spat.Message;
import nitro.spat.Page;
import nitro.spat.Request;

/** The control socket: takes requests, and sends what {@link Answers} says in the form of SPAT (spec 5.1 to 5.4). */
final class Control {
    /** Requests answered before other events get their turn. */
    private static final int TURN = 16;

    /** More requests than systems let wait in a socket (net.unix.max_dgram_qlen). */
    private static final int LONGEST_QUEUE = 1024;

    private final Posix posix;
    private final Loop loop;
    private final Answers answers;

    /** Room for any command and its name; what is longer is no command of ours. */
    private final Datagram datagram = new Datagram(4096);

    /** The socket and the length of what {@link #datagram} holds. */
    private int socket;

    private int length;

    /** Answers what was received last. */
    private final Runnable answer = this::answer;

    Control(Posix posix, Loop loop, Answers answers) {
        this.posix = posix;
        this.loop = loop;
        this.answers = answers;
    }

    /** Answers what has come to a socket. */
    void receive(int from) {
        receive(from, TURN);
    }

    /** Answers all that has come to a socket that nobody finds any more. */
    void receiveAll(int from) {
        receive(from, LONGEST_QUEUE);
    }

    private void receive(int from, int most) {
        for (int i = 0; i < most; i++) {
            socket = from;
            length = posix.receive(from, datagram);
            if (length < 0 || !loop.complete(answer)) {
                return;
            }
        }
    }

    private void answer() {
        Request request = Request.decode(datagram.data, length);
        if (request != null) {
            reply(encode(answers.answer(request)), datagram.sender);
        }
    }

    private static byte[] encode(Answers.Reply reply) {
        return switch (reply) {
            case Answers.Reply.One(Message message) -> message.encode();
            case Answers.Reply.Services(Iterable<Message.Service> services, boolean part) ->
                page(part ? Page.part() : Page.only(), services);
            case Answers.Reply.Templates(List<String> names) -> templates(names);
        };
    }

    private static byte[] page(Page page, Iterable<Message.Service> services) {
        for (Message.Service service : services) {
            if (!page.add(service)) {
                return page.cut();
            }
        }
        return page.complete();
    }

    private static byte[] templates(List<String> names) {
        Page page = Page.part();
        for (String name : names) {
            if (!page.addTemplate(name)) {
                return page.cut();
            }
        }
        return page.complete();
    }

    /** One that cannot take it asks again. */
    private void reply(byte[] bytes, String to) {
        if (!to.isEmpty()) {
            posix.send(socket, bytes, bytes.length, to);
        }
    }
}
