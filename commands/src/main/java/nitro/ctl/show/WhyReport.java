package nitro.ctl.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.posix.ClientPosix;
import nitro.spat.Message.Needs;
import nitro.spat.Obstacle;
import nitro.spat.Request;
import nitro.spat.State;

/** Prints what keeps services from running, down to the first cause, one line a step (spec needs 3.1). */
public final class WhyReport implements Task {
    /** A step on the way to the first cause. */
    private record Step(String service, String indent) {}

    private final List<String> names;
    private final ClientPosix posix;
    private final PrintStream out;
    private final Complaints complaints;

    public WhyReport(List<String> names, ClientPosix posix, PrintStream out, Complaints complaints) {
        this.names = names;
        this.posix = posix;
        this.out = out;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        ServiceInspector inspector = new ServiceInspector(client, posix, new DetailCache(client));
        for (String name : names) {
            if (explain(name, client, inspector)) {
                complaints.add(Failure.NOT_RUNNING, "");
            }
        }
    }

    /** Returns whether the service is kept from running. */
    private boolean explain(String name, Client client, ServiceInspector inspector) throws Failure {
        List<Step> open = new ArrayList<>(List.of(new Step(name, "")));
        Set<String> explained = new HashSet<>();
        boolean kept = false;
        while (!open.isEmpty()) {
            Step step = open.removeLast();
            boolean again = !explained.add(step.service);
            ServiceDetails details = inspector.inspect(step.service);
            State state = details.status().state();
            kept |= step.service.equals(name) && state != State.UP && state != State.ONESHOT && state != State.DONE;
            List<Obstacle> obstacles = state == State.BLOCKED && !again ? obstacles(step.service, client) : List.of();
            String why = obstacles.isEmpty() ? details.why() : reason(obstacles);
            out.print(step.indent + step.service + ": " + state
                    + (again ? " (see above)" : why.isEmpty() ? "" : ": " + why) + "\n");
            for (Obstacle obstacle : obstacles.reversed()) {
                open.add(new Step(obstacle.service(), step.indent + "  "));
            }
        }
        return kept;
    }

    private static List<Obstacle> obstacles(String name, Client client) throws Failure {
        return client.ask(new Request.Needs(name)) instanceof Needs needs ? needs.obstacles() : List.of();
    }

    private static String reason(List<Obstacle> obstacles) {
        List<String> reasons = new ArrayList<>();
        for (Obstacle obstacle : obstacles) {
            reasons.add(
                    switch (obstacle.kind()) {
                        case REQUIRED -> "it requires " + obstacle.service();
                        case EARLIER -> "it starts after " + obstacle.service();
                        case CONFLICTING -> "it conflicts with " + obstacle.service() + ", which runs";
                    });
        }
        return String.join("; ", reasons);
    }
}
