package nitro.front.dinit;

/** How much dinit says of itself: each level says what those before it say too. */
enum Level {
    NONE("none"),
    ERROR("error"),
    WARN("warning"),
    INFO("info"),
    DEBUG("debug");

    /** The name of a message of this level. */
    final String word;

    Level(String word) {
        this.word = word;
    }

    boolean includes(Level other) {
        return compareTo(other) >= 0;
    }
}
