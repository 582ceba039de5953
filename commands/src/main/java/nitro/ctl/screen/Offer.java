package nitro.ctl.screen;

import java.util.List;

/**
 * What could stand in place of the word before the cursor.
 *
 * @param start where that word begins
 * @param candidates in the order in which they are offered
 */
public record Offer(int start, List<Candidate> candidates) {
    public static final Offer NONE = new Offer(0, List.of());

    /** @param word is what it is typed as; the description is for people */
    public record Candidate(String word, String description) {}

    /** The longest beginning that all have. */
    String common() {
        String common = candidates.isEmpty() ? "" : candidates.getFirst().word();
        for (Candidate candidate : candidates) {
            int same = 0;
            while (same < common.length()
                    && same < candidate.word().length()
                    && common.charAt(same) == candidate.word().charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
    }
}
