package nitro.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No two files need each other in a circle, but for an owner and its handles (docs/design.md). */
class ClassCirclesTest {
    /**
     * The circles that may be. A timer and a watch are handles: who holds one ends it, and only its owner can. A
     * registration is the owner's list of the watches of one descriptor. A message is read by a method of its own, and
     * its reader is what that method remembers between the packets.
     */
    private static final Set<Set<String>> OWNERS_AND_HANDLES = Set.of(
            Set.of("nitro.loop.Loop", "nitro.loop.Timer"),
            Set.of("nitro.loop.Registration", "nitro.loop.Watch", "nitro.loop.Watches"),
            Set.of("nitro.spat.Message", "nitro.spat.MessageReader"));

    @Test
    void noCircleSpansTwoFiles() {
        assertEquals(OWNERS_AND_HANDLES, circles(uses()));
    }

    @Test
    void aCircleWouldBeFound() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        uses.put("first", new TreeSet<>(Set.of("second")));
        uses.put("second", new TreeSet<>(Set.of("third", "leaf")));
        uses.put("third", new TreeSet<>(Set.of("first")));
        uses.put("user", new TreeSet<>(Set.of("first")));
        assertEquals(Set.of(Set.of("first", "second", "third")), circles(uses));
    }

    private static Set<Set<String>> circles(SortedMap<String, SortedSet<String>> uses) {
        Set<Set<String>> circles = new HashSet<>();
        Map<String, Set<String>> reachable = new TreeMap<>();
        uses.keySet().forEach(file -> reachable.put(file, reachable(file, uses)));
        for (String file : uses.keySet()) {
            SortedSet<String> circle = new TreeSet<>();
            for (String other : reachable.getOrDefault(file, Set.of())) {
                if (reachable.getOrDefault(other, Set.of()).contains(file)) {
                    circle.add(other);
                }
            }
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }
        return circles;
    }

    /** What each of our files uses of the others; classes are known by their outermost one. */
    private static SortedMap<String, SortedSet<String>> uses() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (JavaClass ours : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("nitro")) {
            String file = file(ours);
            SortedSet<String> used = uses.computeIfAbsent(file, f -> new TreeSet<>());
            for (Dependency dependency : ours.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("nitro") && !file(target).equals(file)) {
                    used.add(file(target));
                }
            }
        }
        return uses;
    }

    private static String file(JavaClass of) {
        int inner = of.getName().indexOf('$');
        return inner < 0 ? of.getName() : of.getName().substring(0, inner);
    }

    private static Set<String> reachable(String file, Map<String, SortedSet<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(uses.getOrDefault(file, new TreeSet<>()));
        for (String next = open.poll(); next != null; next = open.poll()) {
            if (reached.add(next)) {
                open.addAll(uses.getOrDefault(next, new TreeSet<>()));
            }
        }
        return reached;
    }
}
