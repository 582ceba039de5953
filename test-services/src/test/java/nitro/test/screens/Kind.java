package nitro.test.screens;

import java.util.Map;

/** The terminals, and locales, on which screens are kept. */
enum Kind {
    SMALL("80x24", 80, 24, Map.of()),
    LARGE("200x50", 200, 50, Map.of()),
    DUMB("dumb", 80, 24, Map.of("TERM", "dumb")),
    NO_COLOR("no-color", 80, 24, Map.of("NO_COLOR", "1")),
    NO_UNICODE("no-unicode", 80, 24, Map.of("LC_ALL", "C")),
    /** As the first, with what colours it made visible. */
    COLOURS("colours", 80, 24, Map.of());

    /** Of its file. */
    final String title;

    final int columns;
    final int rows;
    final Map<String, String> environment;

    Kind(String title, int columns, int rows, Map<String, String> environment) {
        this.title = title;
        this.columns = columns;
        this.rows = rows;
        this.environment = environment;
    }

    @Override
    public String toString() {
        return title;
    }
}
