package nitro.test.chpst;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs command lines by ours and by the originals, each in the same place, and finds where they differ. */
final class Comparison {
    private static final String REFUSED = "exit 111";

    private final Path bin;
    private final Queue<Case> lines;
    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final Map<Difference, AtomicInteger> explained = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();

    /** @param bin the directory of our tools */
    Comparison(Path bin, List<Case> lines) {
        this.bin = bin;
        this.lines = new ConcurrentLinkedQueue<>(lines);
    }

    /** Compares all, so many at once; returns the differences that nothing explains. */
    List<String> run(int workers) throws IOException, InterruptedException {
        ExecutorService service = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                all.add(service.submit(() -> {
                    work();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            service.shutdownNow();
        }
        return differences.stream().sorted().toList();
    }

    /** What was seen: how lines ended, and how often each difference was met. */
    String summary() {
        return "ends " + ends + ", differences met " + explained;
    }

    /** Those differences in whose example an original does something else than ours, with no allowance made. */
    List<Difference> seen() throws IOException {
        List<Difference> seen = new ArrayList<>();
        try (Place place = new Place()) {
            for (Difference difference : Difference.all().toList()) {
                Case line = difference.example();
                Outcome ours = place.run(line.caller(), command(line));
                if (isDifferent(place, difference, ours)) {
                    seen.add(difference);
                }
            }
        }
        return seen;
    }

    private static boolean isDifferent(Place place, Difference difference, Outcome ours) throws IOException {
        Case line = difference.example();
        for (Original original : Original.values()) {
            if (original.tools().contains(line.tool())
                    && difference.appliesTo(original, line)
                    && !place.run(line.caller(), original.command(line)).equals(ours)) {
                return true;
            }
        }
        return false;
    }

    private List<String> command(Case line) {
        List<String> command = new ArrayList<>(List.of(bin.resolve(line.tool()).toString()));
        command.addAll(line.arguments());
        return command;
    }

    private static List<Difference> known(Original original, Case line) {
        return Difference.all()
                .filter(difference -> difference.appliesTo(original, line))
                .toList();
    }

    private void work() throws IOException {
        try (Place place = new Place()) {
            Case line;
            while ((line = lines.poll()) != null) {
                compare(place, line);
            }
        }
    }

    private void compare(Place place, Case line) throws IOException {
        Outcome ours = place.run(line.caller(), command(line));
        ends.computeIfAbsent(ours.end(), _ -> new AtomicInteger()).incrementAndGet();
        for (Original original : Original.values()) {
            if (original.tools().contains(line.tool())) {
                compare(place, line, original, ours);
            }
        }
    }

    private void compare(Place place, Case line, Original original, Outcome ours) throws IOException {
        List<Difference> known = known(original, line);
        Outcome theirs = theirs(place, line, original, known);
        Outcome comparable = ours;
        for (Difference difference : known) {
            theirs = difference.expected(theirs);
            comparable = difference.expected(comparable);
            explained.computeIfAbsent(difference, _ -> new AtomicInteger()).incrementAndGet();
        }
        String difference = theirs.difference(comparable);
        if (!difference.isEmpty() && !isOtherReason(place, line, original, theirs, comparable)) {
            differences.add(original + " | ours on " + line + "\n    " + difference);
        }
    }

    /** Asks the original, by the command line on which it does what ours do. */
    private static Outcome theirs(Place place, Case line, Original original, List<Difference> known)
            throws IOException {
        Case instead = line;
        for (Difference difference : known) {
            instead = difference.instead(instead);
        }
        List<String> plain = original.command(instead);
        List<String> command = plain;
        for (Difference difference : known) {
            List<String> other = difference.command(original, instead);
            command = other.equals(plain) ? command : other;
        }
        return place.run(line.caller(), command);
    }

    /** Whether both refuse a line on which each of two options is a reason to: which one they name may differ. */
    private static boolean isOtherReason(Place place, Case line, Original original, Outcome theirs, Outcome ours)
            throws IOException {
        if (line.options().size() < 2
                || !theirs.end().equals(REFUSED)
                || !ours.end().equals(REFUSED)) {
            return false;
        }
        for (List<String> option : line.options()) {
            Case single = line.with(List.of(option));
            if (theirs(place, single, original, known(original, single))
                    .meaning()
                    .equals(ours.meaning())) {
                return true;
            }
        }
        return false;
    }
}
