package nitro.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetoptTest {
    private static final Getopt GETOPT = new Getopt("vP01/:u:m:n:", Map.of("flag", false, "mode", true));

    /** The options as {@code option=value}, then what is behind them. */
    private static String parse(String line) throws UsageException {
        List<String> seen = new ArrayList<>();
        List<String> rest = GETOPT.parse(
                List.of(line.split(" ", -1)),
                (option, value) -> seen.add(value.isEmpty() ? option : option + "=" + value));
        return String.join(",", seen) + "|" + String.join(",", rest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "prog -v; |prog,-v",
                "-v -P prog; v,P|prog",
                "-vP0 prog; v,P,0|prog",
                "-u web prog; u=web|prog",
                "-uweb prog; u=web|prog",
                "-vuweb:x prog; v,u=web:x|prog",
                "-vu web prog; v,u=web|prog",
                "-/ /root prog; /=/root|prog",
                "-m= prog; m==|prog",
                "-m = prog; m==|prog",
                "-n -10 prog; n=-10|prog",
                "-n-10 prog; n=-10|prog",
                "-u -- prog; u=--|prog",
                "-v -- -P; v|-P",
                "-v - -P; v|-,-P",
                "--flag prog; flag|prog",
                "--mode=7 prog; mode=7|prog",
                "--mode 7 prog; mode=7|prog",
                "--mode= prog; mode|prog",
                "--mode=a=b prog; mode=a=b|prog",
                "--mode --flag prog; mode=--flag|prog",
                "-v; v|",
            })
    void reads(String line, String expected) throws UsageException {
        assertEquals(expected, parse(line));
    }

    @Test
    void aValueMayBeEmpty() throws UsageException {
        assertEquals("u|prog", parse("-u  prog"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-x prog",
                "-vx prog",
                "-: prog",
                "-u",
                "-vu",
                "--mode",
                "--other",
                "--flag=1",
                "--mod=1 p",
                "--=1"
            })
    void refuses(String line) {
        assertThrows(UsageException.class, () -> parse(line));
    }
}
