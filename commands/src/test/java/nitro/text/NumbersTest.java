package nitro.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "010, 10",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "12x, -1",
        "-1, -1",
    })
    void count(String word, long count) {
        assertEquals(count, Numbers.count(word));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "200, 200",
        "200k, 204800",
        "200M, 209715200",
        "1g, 1073741824",
        "8589934591g, 9223372035781033984",
        "8589934592g, 9223372036854775807",
        "99999999999999999999, 9223372036854775807",
        "'', -1",
        "k, -1",
        "1kb, -1",
        "-1k, -1",
        "1.5m, -1",
    })
    void withUnit(String word, long number) {
        assertEquals(number, Numbers.withUnit(word));
    }
}
