package nitro.spat.client;

import java.util.function.Consumer;
import nitro.spat.Message;
import nitro.spat.Request;

/** Asks nitro, and passes the answer on when there is one. */
public interface Asker {
    /**
     * Gives an order once, and then asks until either is answered: nitro works in order, so an answer to the question means
     * that the order was carried out before.
     */
    void ask(Request order, Request question, Consumer<Message> then);

    /** Asks until there is an answer. */
    default void ask(Request question, Consumer<Message> then) {
        ask(question, question, then);
    }
}
