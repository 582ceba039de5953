package nitro.check;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody meant who wrote another. */
public final class Lookalikes {
    private Lookalikes() {}

    /** The one of {@code names} that {@code name} looks most like, and is not; null if it looks like none. */
    public static @Nullable String of(String name, Collection<String> names) {
        String plain = plain(name);
        String meant = null;
        int least = Integer.MAX_VALUE;
        for (String known : names) {
            int distance = distance(plain, known);
            if (distance <= tolerance(known) && distance < least) {
                meant = known;
                least = distance;
            }
        }
        return meant;
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-').strip();
        return plain.endsWith(".sh") ? plain.substring(0, plain.length() - 3) : plain;
    }

    /** Two wrong letters make another word of a short one, and one of a single letter. */
    private static int tolerance(String name) {
        return name.length() == 1 ? 0 : name.length() <= 6 ? 1 : 2;
    }

    /** How many letters to insert, delete, replace or swap with the next make one of the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
