package nitro.ctl.terminal;

import org.jspecify.annotations.Nullable;

/** Where {@code nitroctl shell} gets its lines from, and says what happens meanwhile. */
public interface LineInput {
    /** The next line that is typed; null at the end. Lets the loop run until there is one. */
    @Nullable
    String read(String prompt);

    /** Takes what the terminal gives. */
    void typed(byte[] bytes, int count);

    /** Says something while a line is typed, and lets that go on. */
    void tell(String what);

    /** The terminal has another size. */
    void resized();

    /** Others were on the terminal meanwhile. */
    void continued();

    /** Control-C, where it is no key. */
    void interrupted();
}
