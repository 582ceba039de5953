package nitro.spat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Message.Templates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Spec("5.4")
class PageTest {
    private static final Status DOWN = new Status(State.DOWN, 0, 0, 0);

    @Test
    void asManyServicesAsFitAndNoMore() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            boolean paged = random.nextBoolean();
            Page page = paged ? Page.part() : Page.only();
            List<Service> added = new ArrayList<>();
            Service next = service(random);
            while (page.add(next)) {
                added.add(next);
                next = service(random);
            }
            byte[] data = random.nextBoolean() ? page.complete() : page.cut();
            int frame = new Services(List.of(next), false).encode().length;
            int used = new Services(added, false).encode().length;
            assertTrue(data.length <= Page.LIMIT);
            assertTrue(used + frame + (paged ? 3 : 0) > Page.LIMIT, "one more would have fitted");
            assertEquals(new Services(added, data.length == used + 3), decode(data));
        }
    }

    @Test
    void onlyAPartTellsItsEnd() {
        Service service = new Service("a", DOWN);
        Page only = Page.only();
        assertTrue(only.add(service));
        assertEquals(new Services(List.of(service), false), decode(only.complete()));
        Page part = Page.part();
        assertTrue(part.add(service));
        assertEquals(new Services(List.of(service), false), decode(part.cut()));
        assertEquals(new Services(List.of(service), true), decode(part.complete()));
    }

    @Test
    void templatesFillPagesToo() {
        Page page = Page.part();
        List<String> added = new ArrayList<>();
        while (page.addTemplate("template" + added.size() + "@")) {
            added.add("template" + added.size() + "@");
        }
        assertTrue(added.size() > 200);
        assertEquals(new Templates(added, true), decode(page.complete()));
    }

    @Test
    void emptyPages() {
        assertEquals(new Services(List.of(), false), decode(Page.only().complete()));
        assertEquals(Answer.OK, decode(Page.part().complete()));
    }

    private static Service service(Random random) {
        return new Service(Wire.name(random, 1 + random.nextInt(63)), DOWN);
    }

    private static @Nullable Message decode(byte[] data) {
        return Message.decode(data, data.length);
    }
}
