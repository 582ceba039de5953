package nitro.log.write;

/** A pattern of svlogd (svlogd(8), PATTERN MATCHING): no regular expression, and quick. */
record Pattern(String text) {
    /** Whether it matches all of these bytes. */
    boolean matches(byte[] bytes, int from, int to) {
        int at = from;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char expected = text.charAt(i);
            switch (expected) {
                case '*' -> {
                    if (i + 1 == length) {
                        return true;
                    }
                    char next = text.charAt(i + 1);
                    while (at < to && (bytes[at] & 0xff) != next) {
                        at++;
                    }
                    if (at == to) {
                        return false;
                    }
                }
                case '+' -> {
                    if (++i == length) {
                        return false;
                    }
                    char repeated = text.charAt(i);
                    int begin = at;
                    while (at < to && (bytes[at] & 0xff) == repeated) {
                        at++;
                    }
                    if (at == begin || at == to) {
                        return at > begin; // at the line's end svlogd asks for nothing more
                    }
                }
                default -> {
                    if (at == to || (bytes[at] & 0xff) != expected) {
                        return false;
                    }
                    at++;
                }
            }
        }
        return at == to;
    }
}
