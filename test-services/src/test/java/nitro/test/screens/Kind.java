package nitro.test.screens;

/** The terminals, and locales, on which screens are kept. */
enum Kind {
    SMALL("80x24", 80, 24, ""),
    LARGE("200x50", 200, 50, ""),
    DUMB("dumb", 80, 24, "TERM=dumb"),
    NO_COLOR("no-color", 80, 24, "NO_COLOR=1"),
    NO_UNICODE("no-unicode", 80, 24, "LC_ALL=C"),
    /** As the first, with what colours it made visible. */
    COLOURS("colours", 80, 24, "");

    /** Of its file. */
    final String title;

    final int columns;
    final int rows;
    /** What is exported on it; nothing if empty. */
    final String variable;

    Kind(String title, int columns, int rows, String variable) {
        this.title = title;
        this.columns = columns;
        this.rows = rows;
        this.variable = variable;
    }

    @Override
    public String toString() {
        return title;
    }
}
