package nitro.front.dinit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import nitro.text.Printable;

/** The writer of lines, NAME/STAGE, as lines are marked with it. */
record Writer(String name, String stage) {
    /** A service and what it does, for people: one line, whatever the bytes of the name. */
    String label() {
        return Printable.of(name) + "/" + stage;
    }

    /** The mark of a line of text, between the time and the line. */
    byte[] prefix() {
        return (label() + ": ").getBytes(ISO_8859_1);
    }

    /** The members that take the place of the last brace of a line of JSON, up to the time. */
    byte[] members() {
        return ("\"service\":" + JsonName.quoted(name) + ",\"stage\":\"" + stage + "\",\"logged\":\"")
                .getBytes(ISO_8859_1);
    }

    /** The writer that a label of a program stands for: the stage follows the last slash. */
    static Writer of(String label) {
        int slash = label.lastIndexOf('/');
        return new Writer(label.substring(0, slash), label.substring(slash + 1));
    }
}
