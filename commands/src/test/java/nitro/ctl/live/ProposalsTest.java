package nitro.ctl.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nitro.ctl.screen.Style;
import nitro.spat.Message.Service;
import nitro.spat.Message.Status;
import nitro.spat.State;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.Test;

/** What is offered at which place of a line. */
class ProposalsTest {
    private static final List<Service> SERVICES = List.of(
            new Service("a b", new Status(State.DOWN, 0, 0, 1)),
            new Service("cache", new Status(State.DOWN, 0, 0, 1)),
            new Service("web", new Status(State.UP, 42, 0, 1)));

    private static List<Candidate> offer(String line) {
        ParsedLine parsed = new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE);
        List<String> before = parsed.words().subList(0, parsed.wordIndex());
        return Proposals.of(before, parsed.word(), SERVICES, List.of("getty@"), Style.PLAIN);
    }

    private static List<String> words(String line) {
        return offer(line).stream().map(Candidate::value).toList();
    }

    @Test
    void commands() {
        assertEquals(List.of("start", "stop", "status"), words("st"));
        assertEquals(
                List.of("list", "start"),
                List.of(words("li").getFirst(), words("-v star").getFirst()));
        assertEquals(
                "start, and wait until it is ready", offer("star").getFirst().descr());
    }

    @Test
    void servicesThatFit() {
        assertEquals(List.of("a b", "cache", "getty@"), words("start "));
        assertEquals(List.of("web"), words("stop "));
        assertEquals(List.of("cache"), words("-t 5 up ca"));
        assertEquals(List.of("a b", "getty@"), words("start cache "), "not again");
        assertEquals("up, pid 42", offer("stop w").getFirst().descr());
    }

    @Test
    void optionsAndTheirValues() {
        assertEquals(List.of("--json", "--keep-waiting", "--sort"), words("list --"));
        assertEquals(List.of("name", "failing", "uptime"), words("list --sort "));
        assertEquals(List.of("name", "failing", "cpu", "memory", "uptime"), words("top --sort "));
    }

    @Test
    void nothingWhereNothingFits() {
        assertEquals(List.of(), words("info "));
        assertEquals(List.of(), words("nonsense "));
    }
}
