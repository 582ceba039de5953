package nitro.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant who wrote another. */
public final class Lookalikes {
    private Lookalikes() {}

    /** More of them would not help. */
    private static final int MOST = 3;

    private record Lookalike(String name, int distance) {}

    /** Those of {@code names} that {@code name} looks like and is not: three at most, the nearest first. */
    public static List<String> of(String name, Collection<String> names) {
        String plain = plain(name);
        return names.stream()
                .map(known -> new Lookalike(known, distance(plain, known)))
                .filter(found -> found.distance <= tolerance(found.name))
                .sorted(Comparator.comparingInt(Lookalike::distance))
                .limit(MOST)
                .map(Lookalike::name)
                .toList();
    }

    /** What to add to a message about an unknown name: {@code ; did you mean a or b?}; empty if it looks like none. */
    public static String question(String name, Collection<String> names) {
        List<String> meant = of(name, names);
        if (meant.isEmpty()) {
            return "";
        }
        String first = String.join(", ", meant.subList(0, meant.size() - 1));
        return "; did you mean " + first + (first.isEmpty() ? "" : " or ") + meant.getLast() + "?";
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-').strip();
        return plain.endsWith(".sh") ? plain.substring(0, plain.length() - 3) : plain;
    }

    /** How many wrong letters still count as a typo: 0 for one letter, 1 up to six, else 2. */
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
