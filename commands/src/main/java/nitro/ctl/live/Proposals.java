package nitro.ctl.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nitro.ctl.screen.ListOrder;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.screen.TopScreen.By;
import nitro.ctl.show.Completion;
import nitro.ctl.verb.Verb;
import nitro.spat.Message.Service;
import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;

/** The words that could be typed next in {@code nitroctl shell}: commands, and the services that fit the command. */
final class Proposals {
    private Proposals() {}

    /**
     * @param before the words before the one that is typed at
     * @param begun what there is of that
     */
    static List<Candidate> of(
            List<String> before, String begun, List<Service> services, List<String> templates, Style style) {
        List<Candidate> fitting = new ArrayList<>();
        for (Candidate candidate : candidates(before, begun, services, templates, style)) {
            if (candidate.value().startsWith(begun) && !before.contains(candidate.value())) {
                fitting.add(candidate);
            }
        }
        return fitting;
    }

    private static Candidate candidate(String word, String description) {
        return new Candidate(word, word, null, description.isEmpty() ? null : description, null, null, true);
    }

    private static List<Candidate> candidates(
            List<String> before, String begun, List<Service> services, List<String> templates, Style style) {
        if (!before.isEmpty() && before.getLast().equals("--sort")) {
            return orders(verb(before));
        }
        if (begun.startsWith("-")) {
            return options();
        }
        Verb verb = verb(before);
        if (verb == null) {
            return before.stream().allMatch(word -> word.startsWith("-")) ? commands() : List.of();
        }
        List<Candidate> found = new ArrayList<>();
        if (verb.allowsServices() && verb != Verb.COMPLETION && verb != Verb.CHECK_DIR) {
            for (Service service : services) {
                if (Completion.fits(verb, service)) {
                    found.add(candidate(Text.visible(service.name(), style), Completion.description(service.status())));
                }
            }
        }
        if (Completion.takesTemplates(verb)) {
            for (String template : templates) {
                found.add(candidate(Text.visible(template, style), "template"));
            }
        }
        return found;
    }

    private static @Nullable Verb verb(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-t") || word.equals("--sort")) {
                i++;
            } else if (!word.startsWith("-")) {
                return Verb.of(word);
            }
        }
        return null;
    }

    private static List<Candidate> options() {
        return List.of(
                candidate("--json", "print JSON"),
                candidate("--keep-waiting", "wait however often it fails"),
                candidate("--sort", "order of list or top"),
                candidate("-t", "give up after so many seconds"),
                candidate("-v", "print each state on the way"));
    }

    private static List<Candidate> orders(@Nullable Verb verb) {
        return verb == Verb.TOP
                ? Arrays.stream(By.values()).map(by -> candidate(by.word(), "")).toList()
                : Arrays.stream(ListOrder.values())
                        .map(order -> candidate(order.word(), ""))
                        .toList();
    }

    private static List<Candidate> commands() {
        List<Candidate> commands = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            if (verb != Verb.SHELL && verb != Verb.COMPLETION) {
                commands.add(candidate(verb.names().getFirst(), description(verb)));
            }
        }
        commands.add(candidate("help", "the commands"));
        commands.add(candidate("exit", "leave"));
        return commands;
    }

    private static String description(Verb verb) {
        return switch (verb) {
            case LIST -> "list services";
            case INFO -> "nitro's pid and counters";
            case RESCAN -> "look at the services directory again";
            case UP -> "start";
            case DOWN -> "stop";
            case START -> "start, and wait until it is ready";
            case RESTART -> "restart, and wait until it is ready";
            case STOP -> "stop, and wait until it is down";
            case WAIT_DOWN -> "wait until it is down";
            case FAST_START -> "start, and wait until run was executed";
            case FAST_RESTART -> "restart, and wait until run was executed";
            case FAST_STOP -> "stop, and wait until it is being stopped";
            case READY -> "report that it is ready";
            case WAIT_UP -> "wait until it is ready";
            case WAIT_STARTING -> "wait until run was executed";
            case PAUSE, CONT, HUP, ALARM, INTERRUPT, QUIT, TERM, KILL, USR1, USR2 -> "send " + verb.signal;
            case PIDOF -> "print its process id";
            case CHECK -> "succeed if it has a process";
            case EVENTS -> "print each change of state";
            case STATUS -> "all that is known of it";
            case LOGS -> "the last lines of its log";
            case WHY -> "what keeps it from running";
            case GRAPH -> "who needs whom";
            case TREE -> "who logs to whom";
            case CHECK_DIR -> "check a services directory for mistakes";
            case SHELL -> "a prompt for these commands";
            case TOP -> "all services on the whole screen";
            case COMPLETION -> "print the completion script of a shell";
            case SHUTDOWN -> "shut down";
            case REBOOT -> "reboot";
        };
    }
}
