package nitro.log.write;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a directory is kept: what its file {@code config} says, as svlogd(8) reads it.
 *
 * @param size bytes that {@code current} may have; 0 for no limit
 * @param keep rotated files to keep; 0 for all
 * @param least rotated files to keep on a full disk; 0 for all
 * @param age seconds after which {@code current} is rotated; 0 for never
 * @param processor a command of the shell that rotated files go through
 * @param udp where selected lines are sent too
 * @param prefix what each line begins with, after the timestamp
 * @param rules what selects lines, in order
 */
record Config(
        long size,
        long keep,
        long least,
        long age,
        @Nullable String processor,
        @Nullable Udp udp,
        String prefix,
        List<Rule> rules) {
    /** A {@code -}, {@code +}, {@code e} or {@code E}, and the pattern of the lines that it applies to. */
    record Rule(char kind, Pattern pattern) {}

    /** @param only whether lines are sent in place of being written */
    record Udp(int address, int port, boolean only) {}

    private static final int SYSLOG = 514;

    /** The settings of svlogd without a file. */
    static final Config DEFAULT = new Config(1_000_000, 10, 0, 0, null, null, "", List.of());

    /** These settings, changed by the lines of a file. */
    Config with(String file) {
        long size = this.size;
        long keep = this.keep;
        long least = this.least;
        long age = this.age;
        String processor = this.processor;
        Udp udp = this.udp;
        String prefix = this.prefix;
        List<Rule> rules = new ArrayList<>(this.rules);
        for (String line : file.split("\n")) {
            String value = line.isEmpty() ? "" : line.substring(1);
            char kind = line.isEmpty() ? '#' : line.charAt(0);
            switch (kind) {
                case 's' -> size = number(value, "km", 1024, 1024);
                case 'n' -> keep = number(value, "");
                case 'N' -> least = number(value, "");
                case 't' -> age = number(value, "mhd", 60, 60, 24);
                case '!' -> processor = value.isEmpty() ? null : value;
                case 'u', 'U' -> udp = udp(value, kind == 'U');
                case 'p' -> prefix = value;
                case '-', '+', 'e', 'E' -> rules.add(new Rule(kind, new Pattern(value)));
                default -> {} // a comment, or of a later svlogd
            }
        }
        return new Config(size, keep, least, age, processor, udp, prefix, List.copyOf(rules));
    }

    /** The same, but rotated before {@code current} alone has more than {@code total} bytes. */
    Config within(long total) {
        boolean fits = total == Long.MAX_VALUE || size > 0 && size <= total;
        return fits ? this : new Config(total, keep, least, age, processor, udp, prefix, rules);
    }

    /** The digits that a word begins with, and a letter that multiplies them, each by its own and those before it. */
    private static long number(String word, String units, int... factors) {
        long number = 0;
        int at = 0;
        for (; at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9'; at++) {
            number = Math.min(number, Long.MAX_VALUE / 100) * 10 + word.charAt(at) - '0';
        }
        int unit = at < word.length() ? units.indexOf(word.charAt(at)) : -1;
        for (int i = 0; i <= unit; i++) {
            number = Math.min(number, Long.MAX_VALUE / factors[i]) * factors[i];
        }
        return number;
    }

    private static @Nullable Udp udp(String value, boolean only) {
        int colon = value.indexOf(':');
        String[] parts = (colon < 0 ? value : value.substring(0, colon)).split("\\.", -1);
        int address = 0;
        for (String part : parts) {
            long number = number(part, "");
            if (parts.length != 4 || part.isEmpty() || number > 255) {
                return null;
            }
            address = address << 8 | (int) number;
        }
        long port = colon < 0 ? SYSLOG : number(value.substring(colon + 1), "");
        return port > 0xffff ? null : new Udp(address, (int) port, only);
    }
}
