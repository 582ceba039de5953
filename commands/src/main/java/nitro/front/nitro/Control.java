package nitro.front.nitro;

import java.util.List;
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
    private final Answers answers;

    /** Room for any command and its name; what is longer is no command of ours. */
    private final Datagram datagram = new Datagram(4096);

    Control(Posix posix, Answers answers) {
        this.posix = posix;
        this.answers = answers;
    }

    /** Answers what has come to a socket. */
    void receive(int socket) {
        receive(socket, TURN);
    }

    /** Answers all that has come to a socket that nobody finds any more. */
    void receiveAll(int socket) {
        receive(socket, LONGEST_QUEUE);
    }

    private void receive(int socket, int most) {
        for (int i = 0; i < most; i++) {
            int length = posix.receive(socket, datagram);
            if (length < 0) {
                return;
            }
            Request request = Request.decode(datagram.data, length);
            if (request != null) {
                reply(socket, encode(answers.answer(request)), datagram.sender);
            }
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
    private void reply(int socket, byte[] bytes, String to) {
        if (!to.isEmpty()) {
            posix.send(socket, bytes, bytes.length, to);
        }
    }
}
