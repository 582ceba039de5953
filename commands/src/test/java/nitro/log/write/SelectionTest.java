package nitro.log.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abcd, false",
        "abcd, abc, false",
        "*, '', true",
        "*, anything, true",
        "a*, abc, true",
        "*c, abc, true",
        "*c, abcc, false",
        "*b*, abc, true",
        "*bc, abbc, false",
        "+ab, aaab, true",
        "+ab, b, false",
        "a+b, abbb, true",
        "+a, aaab, false",
        "+ab, aa, true",
        "a**, ab, false",
        "+ab, '', false",
        "a+, a, false",
        "'*: *: pid *', 'tcpsvd: info: pid 1977 from 10.4.1.14', true",
        "'*pid*', 'tcpsvd: info: pid 1977 from 10.4.1.14', false"
    })
    void patterns(String pattern, String line, boolean matches) {
        byte[] bytes = ("xx" + line + "yy").getBytes(ISO_8859_1);
        assertEquals(matches, new nitro.log.write.Pattern(pattern).matches(bytes, 2, bytes.length - 2));
    }

    private static String chosen(Selection selection, String lines) {
        StringBuilder chosen = new StringBuilder();
        for (String line : lines.split(" ")) {
            byte[] bytes = line.getBytes(ISO_8859_1);
            selection.decide(bytes, 0, bytes.length);
            chosen.append(selection.isWritten() ? '+' : '-').append(selection.isAlert() ? '!' : ' ');
        }
        return chosen.toString();
    }

    private static Selection rules(String config, int length) {
        return new Selection(Config.DEFAULT.with(config).rules(), null, length);
    }

    @Test
    void theLastRuleThatMatchesDecides() {
        assertEquals("+ - + ", chosen(rules("-*b*\n+ab\n", 1000), "ab bb c"));
        assertEquals("+!+ +!", chosen(rules("e*\nE*b\n", 1000), "a ab c"));
    }

    @Test
    void onlyTheBeginningIsLookedAt() {
        assertEquals("- - + ", chosen(rules("-abc\n", 3), "abc abcd abd"));
    }

    @Test
    void aRegularExpressionIsFoundAnywhere() {
        Selection selection = new Selection(List.of(), Pattern.compile("[0-9]\u00e9"), 2);
        byte[] bytes = "xxxx1\u00e9".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        selection.decide(bytes, 0, bytes.length);
        assertEquals(true, selection.isWritten());
        selection.decide(bytes, 0, bytes.length - 1);
        assertEquals(false, selection.isWritten());
    }

    @Test
    void configuration() {
        Config config =
                Config.DEFAULT.with("s10k\nn0\n#n5\nN3\nt2h\n!gzip -9\npweb: \nu10.0.0.1:99\n-a\n\nx\ne*b*\ns20\n");
        assertEquals(20, config.size());
        assertEquals(0, config.keep());
        assertEquals(3, config.least());
        assertEquals(7200, config.age());
        assertEquals("gzip -9", config.processor());
        assertEquals("web: ", config.prefix());
        assertEquals(new Config.Udp(0x0a000001, 99, false), config.udp());
        assertEquals(
                List.of('-', 'e'),
                config.rules().stream().map(Config.Rule::kind).toList());
        assertEquals(10_240, Config.DEFAULT.with("s10k").size());
        assertEquals(
                new Config.Udp(0x7f000001, 514, true),
                Config.DEFAULT.with("U127.0.0.1").udp());
        for (String wrong : Arrays.asList("u1.2.3", "u1.2.3.256", "uhost", "u1.2.3.4:99999")) {
            assertEquals(null, Config.DEFAULT.with(wrong).udp(), wrong);
        }
    }
}
