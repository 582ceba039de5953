package nitro.ctl.show;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import nitro.command.ExitStatus;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Loggers;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Appearance;
import nitro.ctl.screen.Endings;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.log.read.LocalZone;
import nitro.posix.ClientPosix;
import nitro.proc.ProcessTable;
import nitro.proc.ProcessTable.Process;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Trouble;
import nitro.spat.State;
import nitro.text.Durations;
import nitro.text.Json;
import nitro.text.Printable;
import org.jspecify.annotations.Nullable;

/** Prints all that can be known of services, for people; as JSON by {@link StatusJson}. */
public final class StatusReport implements Task {
    /** Finds the last lines that a service logged. */
    public interface LastLines {
        ServiceLogPrinter.Excerpt of(String service, DetailCache details) throws Failure;
    }

    private static final int TITLE = 11;
    /** Names that are read. */
    private static final int FEW = 5;

    private final List<String> names;
    private final boolean asJson;
    private final ClientPosix posix;
    private final InstantSource clock;
    private final LocalZone zone;
    private final LastLines lastLines;
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
            LocalZone zone,
            LastLines lastLines,
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
        DetailCache details = new DetailCache(client);
        ServiceInspector inspector = new ServiceInspector(client, posix, details);
        List<ServiceDetails> found = new ArrayList<>();
        for (String name : names) {
            try {
                found.add(inspector.inspect(name));
            } catch (Failure failure) {
                if (failure.status() != ExitStatus.ERROR) {
                    throw failure;
                }
                complaints.add(failure);
            }
        }
        Json json = new Json().beginArray();
        String gap = "";
        for (ServiceDetails service : found) {
            ServiceLogPrinter.Excerpt log = logOf(service, details);
            List<String> sharers = sharers(service, log, client, details);
            if (asJson) {
                StatusJson.append(json, service, inspector.table(), since(service), log.text(), sharers);
            } else {
                out.print(gap);
                print(service, inspector.table());
                print(log, sharers);
                gap = "\n";
            }
        }
        if (asJson) {
            out.print(json.endArray() + "\n");
        }
    }

    private Instant since(ServiceDetails service) {
        return clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .minusSeconds(service.status().uptime());
    }

    private void print(ServiceDetails it, ProcessTable table) {
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
        printProcesses(it, table);
        printPast(it);
        printFiles(it);
    }

    private void print(ServiceLogPrinter.Excerpt log, List<String> sharers) {
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
    private ServiceLogPrinter.Excerpt logOf(ServiceDetails it, DetailCache details) throws Failure {
        Detail detail = it.detail();
        return detail == null || detail.logger().isEmpty()
                ? ServiceLogPrinter.Excerpt.NONE
                : lastLines.of(it.name(), details);
    }

    /** Those whose lines these may be as well. */
    private List<String> sharers(ServiceDetails it, ServiceLogPrinter.Excerpt log, Client client, DetailCache details)
            throws Failure {
        if (log.text().isEmpty()) {
            return List.of();
        }
        if (loggers == null) {
            loggers = new Loggers(client.services(), details);
        }
        return loggers.sharers(it.name(), log.keeper());
    }

    private static String few(List<String> names) {
        return names.size() <= FEW
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, FEW)) + " and " + (names.size() - FEW) + " more";
    }

    private void printProcesses(ServiceDetails it, ProcessTable table) {
        List<Process> processes = it.processes();
        if (it.status().pid() != 0) {
            line("pid", it.status().pid() + (processes == null ? " (not visible from here)" : ""));
        }
        if (processes != null) {
            String title = "processes";
            for (Process process : processes) {
                line(title, "  ".repeat(process.depth()) + process.pid() + " " + table.command(process));
                title = "";
            }
        }
    }

    private void printPast(ServiceDetails it) {
        Detail detail = it.detail();
        if (it.hasEnded()) {
            String slow = it.trouble().killed() ? "; it did not stop in time and was killed" : "";
            line("last end", Endings.full(it.status().wstatus()) + slow);
        }
        if (detail != null) {
            line("restarts", Long.toString(detail.restarts()));
            Trouble trouble = it.trouble();
            if (trouble.crashes() > 0) {
                line("crashes", trouble.crashes() + ", last " + Durations.text(trouble.age()) + " ago");
            }
            if (!detail.lastError().isEmpty()) {
                String age = detail.errorAge() < 0 ? "" : " (" + Durations.text(detail.errorAge()) + " ago)";
                line("last error", detail.lastError() + age);
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
                        case Notification.Settles _ -> "none: considered up after 2 s";
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
