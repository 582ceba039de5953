package nitro.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import nitro.spat.State;
import org.junit.jupiter.api.Test;

/** nitroctl top where there is no terminal. */
class TopOnceTest {
    private final Scene scene = new Scene();
    private final ScriptedNitro nitro = scene.nitro;

    @Test
    void allServicesOnce() {
        List<Service> services = List.of(
                new Service(
                        "a name that is longer than any terminal would like it to be", new Status(State.DOWN, 0, 0, 1)),
                new Service("web", new Status(State.UP, 60, 0, 7)));
        nitro.on(new Request.Info(), nitro.says(new Info(50, 50, 1, 0, 0)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        Scene.Result result = scene.nitroctl("top");
        assertEquals("", result.err());
        assertEquals(0, result.status());
        assertEquals("""
                2 services: 1 UP, 1 DOWN
                    SERVICE                                                     STATE        PID    CPU    MEM     FOR LAST EXIT
                  - a name that is longer than any terminal would like it to be DOWN           -      -      -      1s
                  + web                                                         UP            60      -      -      7s
                """, result.out());
    }

    @Test
    void inAnotherOrder() {
        List<Service> services = List.of(
                new Service("a", new Status(State.UP, 60, 0, 7)), new Service("b", new Status(State.FATAL, 0, 256, 9)));
        nitro.on(new Request.Info(), nitro.says(new Info(50, 50, 1, 0, 0)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(services, true)));
        List<String> lines =
                scene.nitroctl("--sort", "failing", "top").out().lines().toList();
        assertTrue(lines.get(2).startsWith("  ! b"), lines.toString());
    }

    @Test
    void anOldNitro() {
        nitro.on(new Request.Info(), nitro.says(new Info(50, 50, 0, 0, 0)));
        nitro.on(new Request.ListAfter(""), nitro.says(Answer.NOT_IMPLEMENTED));
        nitro.on(new Request.ListServices(), nitro.says(new Services(List.of(), true)));
        assertEquals(
                "no services", scene.nitroctl("top").out().lines().findFirst().orElse(""));
    }

    @Test
    void itIsInterrupted() {
        nitro.on(new Request.Info(), nitro.says(new Info(50, 50, 0, 0, 0)));
        nitro.on(new Request.ListAfter(""), nitro.says(new Services(List.of(), true)));
        scene.interruptAfter(100, 2);
        assertEquals(130, scene.nitroctl("top").status());
    }
}
