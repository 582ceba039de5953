package nitro.front.dinit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nitro.posix.WaitStatus;
import nitro.posix.fake.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Spec({"dinit 6.1", "dinit 6.2", "dinit 6.3"})
class ExitCodeTest {
    /** {@code asked} is a signal, {@code failed} a failure of dinit's, a number an exit status, {@code -9} a signal's. */
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'0 115', 0",
        "'7', 3",
        "'-9', 3",
        "'failed 7', 1",
        "'7 failed', 3",
        "'asked 7 -9 failed', 0",
        "'7 asked', 3",
        "'0 told -15 told 143', 3",
        "'0 told -15', 0",
        "'told 115', 0"
    })
    void theFirstStays(String story, int status) {
        ExitCode exit = new ExitCode();
        boolean told = false;
        for (String word : story.split(" ", -1)) {
            switch (word) {
                case "" -> {}
                case "asked" -> exit.asked();
                case "failed" -> exit.failed();
                case "told" -> told = true;
                default -> {
                    int number = Integer.parseInt(word);
                    exit.ended(number < 0 ? WaitStatus.ofSignal(-number) : WaitStatus.ofExit(number), told);
                }
            }
        }
        assertEquals(status, exit.get());
        assertTrue(status != 2);
    }
}
