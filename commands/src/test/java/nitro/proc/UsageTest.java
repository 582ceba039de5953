package nitro.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nitro.ctl.Scene;
import nitro.posix.FileStatus;
import nitro.proc.Usage.Load;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services use, by a /proc of files: with the kernel's lists of children, and without. */
class UsageTest {
    private static final int NITRO = 50;
    private static final Load UNKNOWN = new Load(-1, -1);

    private final Scene scene = new Scene();
    private final Usage usage = new Usage(scene);
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private boolean listed;

    private void begin(boolean lists) {
        listed = lists;
        scene.file("/proc", FileStatus.Type.DIRECTORY);
        if (listed) {
            scene.contents.put("/proc/" + Scene.PID + "/task/" + Scene.PID + "/children", "");
        }
        process(NITRO, 1, NITRO, 0, 0, 0, 100);
        clock(1000);
    }

    private void clock(int ticks) {
        scene.contents.put("/proc/uptime", ticks / 100 + "." + String.format("%02d", ticks % 100) + " 0.00\n");
    }

    private void process(int pid, int parent, int session, int start, int used, int waited, int pages) {
        if (!scene.files.containsKey("/proc/" + pid)) {
            scene.file("/proc/" + pid, FileStatus.Type.DIRECTORY);
            children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(pid);
        }
        int threads = pid == 60 ? 2 : 1;
        scene.contents.put(
                "/proc/" + pid + "/stat",
                pid + " (a) b) S " + parent + " 1 " + session + " 0 -1 0 0 0 0 0 " + used + " 0 0 " + waited + " 20 0 "
                        + threads + " 0 " + start + " 0 " + pages + " 0");
        list(pid);
        list(parent);
    }

    /** The second child of 60 is of another thread, as Go's programs do it. */
    private void list(int parent) {
        if (!listed) {
            return;
        }
        List<Integer> of = children.getOrDefault(parent, List.of());
        int first = parent == 60 ? Math.min(1, of.size()) : of.size();
        String task = "/proc/" + parent + "/task/";
        scene.file("/proc/" + parent + "/task", FileStatus.Type.DIRECTORY);
        scene.file(task + parent, FileStatus.Type.DIRECTORY);
        scene.contents.put(task + parent + "/children", words(of.subList(0, first)));
        if (first < of.size()) {
            scene.file(task + "7", FileStatus.Type.DIRECTORY);
            scene.contents.put(task + "7/children", words(of.subList(first, of.size())));
        }
    }

    private static String words(List<Integer> pids) {
        StringBuilder words = new StringBuilder();
        pids.forEach(pid -> words.append(pid).append(' '));
        return words.toString();
    }

    private void end(int pid, int parent) {
        scene.files.remove("/proc/" + pid);
        scene.contents.remove("/proc/" + pid + "/stat");
        children.getOrDefault(parent, new ArrayList<>()).remove(Integer.valueOf(pid));
        list(parent);
    }

    private Load look(int pid) {
        usage.look(Map.of("web", pid), NITRO);
        return usage.of("web");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allProcessesOfAService(boolean lists) {
        begin(lists);
        process(60, NITRO, 60, 800, 10, 0, 1);
        process(61, 60, 60, 900, 20, 0, 2);
        process(62, 60, 62, 900, 30, 0, 4);
        process(63, NITRO, 60, 900, 40, 0, 8);
        process(64, NITRO, 64, 900, 50, 0, 16);
        assertEquals(new Load(50, 15 * 4096), look(60), "since it was started, 64 is somebody else");
        clock(1200);
        process(62, 60, 62, 900, 80, 0, 4);
        assertEquals(new Load(25, 15 * 4096), look(60), "since the look before");
        assertEquals(UNKNOWN, usage.of("db"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatHasEndedIsCountedOnce(boolean lists) {
        begin(lists);
        process(60, NITRO, 60, 800, 0, 0, 1);
        process(61, 60, 60, 900, 50, 0, 1);
        look(60);
        clock(1200);
        end(61, 60);
        process(60, NITRO, 60, 800, 0, 70, 1);
        assertEquals(10, look(60).cpu(), "61 has used 20 more, and was waited for");
        clock(1400);
        process(62, 60, 60, 1250, 10, 0, 1);
        assertEquals(5, look(60).cpu(), "62 is new");
        clock(1600);
        end(62, 60);
        process(60, NITRO, 60, 800, 4, 70, 1);
        assertEquals(2, look(60).cpu(), "nobody has waited for 62");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewProcessOfAService(boolean lists) {
        begin(lists);
        process(60, NITRO, 60, 100, 500, 0, 1);
        look(60);
        clock(1200);
        end(60, NITRO);
        process(70, NITRO, 70, 1100, 50, 0, 1);
        assertEquals(50, look(70).cpu(), "since that was started");
        clock(1400);
        process(71, 70, 70, 90, 900, 0, 1);
        assertEquals(0, look(70).cpu(), "71 is old: it was missed before");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pidsOfAnotherNamespaceAreNotTaken(boolean lists) {
        begin(lists);
        process(60, 1, 60, 800, 10, 0, 1);
        assertEquals(UNKNOWN, look(60));
        assertEquals(UNKNOWN, look(0));
        assertEquals(UNKNOWN, look(99));
    }
}
