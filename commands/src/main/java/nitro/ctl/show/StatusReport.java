package nitro.ctl.show;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Loggers;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Appearance;
import nitro.ctl.screen.Endings;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.log.read.Zone;
import nitro.posix.ClientPosix;
import nitro.proc.ProcessTable.Process;
import nitro.spat.Message.Detail;
import nitro.spat.State;
import nitro.text.Durations;
import nitro.text.Json;
import nitro.text.Printable;
import org.jspecify.annotations.Nullable;

/** Prints all that can be known of services, for people; as JSON by {@link StatusJson}. */
public final class StatusReport implements Task {
    private static final int TITLE = 11;
    /** Names that are read. */
    private static final int FEW = 5;

    private final List<String> names;
    private final boolean asJson;
    private final ClientPosix posix;
    private final InstantSource clock;
    private final Zone zone;
    private final Function<String, ServiceLogPrinter.Excerpt> lastLines;
    private final PrintStream out;
    private final @Nullable Style style;
    private final Complaints complaints;
    private @Nullable Loggers loggers;

    /**
     * @param zone of the times that people are shown
     * @param lastLines the last lines that a service logged
     * @param style of the terminal that {@code out} goes to; null: it goes to none
     */
    public StatusReport(
            List<String> names,
            boolean asJson,
            ClientPosix posix,
            InstantSource clock,
            Zone zone,
            Function<String, ServiceLogPrinter.Excerpt> lastLines,
            PrintStream out,
            @Nullable Style style,
            Complaints complaints) {
        this.names = names;
        this.asJson = asJson;
        this.posix = posix;
        this.clock = clock;
        this.zone = zone;
        this.lastLines = lastLines;
        this.out = out;
        this.style = style;
        this.complaints = complaints;
    }

    @Override
    public void run(Client client) throws Failure {
        List<ServiceDetails> portraits = new ArrayList<>();
        for (String name : names) {
            try {
                portraits.add(ServiceDetails.of(name, client, posix));
            } catch (Failure failure) {
                if (failure.status() != Failure.ERROR) {
                    throw failure;
                }
                complaints.add(failure);
            }
        }
        if (asJson) {
            Json json = new Json().beginArray();
            for (ServiceDetails portrait : portraits) {
                ServiceLogPrinter.Excerpt log = logOf(portrait);
                StatusJson.append(json, portrait, since(portrait), log.text(), sharers(portrait, log, client));
            }
            out.print(json.endArray() + "\n");
            return;
        }
        String gap = "";
        for (ServiceDetails portrait : portraits) {
            out.print(gap);
            print(portrait, client);
            gap = "\n";
        }
    }

    private Instant since(ServiceDetails portrait) {
        return clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .minusSeconds(portrait.status().uptime());
    }

    private void print(ServiceDetails it, Client client) throws Failure {
        out.print((style == null ? it.name() : Text.bytes(style.bold(Text.visible(it.name(), style)))) + "\n");
        State state = it.status().state();
        print(
                "state",
                (style == null ? state.toString() : Text.bytes(Appearance.signed(state, style))) + " for "
                        + Durations.text(it.status().uptime()) + ", since "
                        + zone.text(since(it).getEpochSecond()));
        if (!it.why().isEmpty()) {
            line("because", it.why());
        }
        printProcesses(it);
        printPast(it);
        printFiles(it);
        ServiceLogPrinter.Excerpt log = logOf(it);
        List<String> sharers = sharers(it, log, client);
        String title = "log";
        if (!sharers.isEmpty()) {
            line(title, "of " + log.keeper() + ", shared with " + few(sharers) + ":");
            title = "";
        }
        for (String text : log.text()) {
            line(title, text);
            title = "";
        }
    }

    /** Without a logger there is no log to look for. */
    private ServiceLogPrinter.Excerpt logOf(ServiceDetails it) {
        Detail detail = it.detail();
        return detail == null || detail.logger().isEmpty()
                ? ServiceLogPrinter.Excerpt.NONE
                : lastLines.apply(it.name());
    }

    /** Those whose lines these may be as well. */
    private List<String> sharers(ServiceDetails it, ServiceLogPrinter.Excerpt log, Client client) throws Failure {
        if (log.text().isEmpty()) {
            return List.of();
        }
        if (loggers == null) {
            loggers = Loggers.of(client.services(), client);
        }
        return loggers.sharers(it.name(), log.keeper());
    }

    private static String few(List<String> names) {
        return names.size() <= FEW
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, FEW)) + " and " + (names.size() - FEW) + " more";
    }

    private void printProcesses(ServiceDetails it) {
        List<Process> processes = it.processes();
        if (it.status().pid() != 0) {
            line("pid", it.status().pid() + (processes == null ? " (not to be seen from here)" : ""));
        }
        if (processes != null) {
            String title = "processes";
            for (Process process : processes) {
                line(
                        title,
                        "  ".repeat(process.depth()) + process.pid() + " "
                                + it.table().command(process));
                title = "";
            }
        }
    }

    private void printPast(ServiceDetails it) {
        Detail detail = it.detail();
        if (it.hasEnded()) {
            line("last end", Endings.full(it.status().wstatus()));
        }
        if (detail != null) {
            line("restarts", Long.toString(detail.restarts()));
            if (!detail.lastError().isEmpty()) {
                line("last error", detail.lastError());
            }
            line("logs to", detail.logger().isEmpty() ? "nitro's standard output" : detail.logger());
        }
    }

    private void printFiles(ServiceDetails it) {
        ServiceDetails.Files files = it.files();
        if (files == null) {
            return;
        }
        if (files.run()) {
            line(
                    "readiness",
                    switch (files.readiness()) {
                        case Notification.Settles _ -> "none: counts as up after 2 s";
                        case Notification.ByCommand _ -> "by nitroctl ready";
                        case Notification.OnDescriptor(int number) -> "by a newline on descriptor " + number;
                    });
            line("stopped by", "SIG" + files.stopSignal() + (files.stopsGroup() ? ", the whole process group" : ""));
        }
        if (files.template() != null) {
            line(
                    "template",
                    files.template().directory() + ", parameter "
                            + files.template().parameter());
        }
        line("directory", files.directory() + (files.markedDown() ? ", marked `down`" : ""));
    }

    /** Replaces control characters by question marks: anybody can put them into a command line. */
    private void line(String title, String text) {
        print(title, Printable.of(text));
    }

    private void print(String title, String text) {
        out.print("  " + title + " ".repeat(TITLE - title.length()) + text + "\n");
    }
}
