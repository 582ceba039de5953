package nitro.ctl;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nitro.check.NitroCheck;
import nitro.ctl.live.Shell;
import nitro.ctl.live.Top;
import nitro.ctl.order.NitroOrderTask;
import nitro.ctl.order.ServiceOrderTask;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.ServicePath;
import nitro.ctl.reach.Task;
import nitro.ctl.reach.UnansweredNotice;
import nitro.ctl.screen.Screen;
import nitro.ctl.screen.Style;
import nitro.ctl.show.Completion;
import nitro.ctl.show.EventPrinter;
import nitro.ctl.show.GraphReport;
import nitro.ctl.show.InfoReport;
import nitro.ctl.show.JsonReport;
import nitro.ctl.show.Listing;
import nitro.ctl.show.LogTree;
import nitro.ctl.show.PidReport;
import nitro.ctl.show.ServiceLogPrinter;
import nitro.ctl.show.StatusReport;
import nitro.ctl.show.TopOnce;
import nitro.ctl.show.WhyReport;
import nitro.ctl.terminal.Progress;
import nitro.ctl.verb.NitroctlOptions;
import nitro.ctl.verb.Verb;
import nitro.log.read.LocalZone;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.posix.WindowSize;
import nitro.spat.Request;
import nitro.spat.client.Conversation;
import org.jspecify.annotations.Nullable;

/** nitroctl: controls and watches a running nitro (spec 6). */
public final class Nitroctl implements Command {
    private static final int STDOUT = 1;

    @Override
    public int run(Invocation call, Platform platform) {
        Complaints complaints = new Complaints(call.name(), call.err());
        ClientPosix posix = platform.client();
        try {
            NitroctlOptions options = NitroctlOptions.parse(call);
            if (options != null && options.verb() == Verb.CHECK_DIR) {
                return NitroCheck.check(options.services(), options.root(), options.json(), call, posix);
            }
            if (options != null && options.verb() == Verb.LOGS) {
                return ServiceLogPrinter.print(options, call, platform);
            }
            if (options != null && options.verb() == Verb.SHELL) {
                return Shell.run(call, platform.posix());
            }
            if (options != null && options.verb() == Verb.TOP && Top.canDraw(call, posix)) {
                return Top.run(options.topOrder(), call, platform.posix());
            }
            if (options != null) {
                run(options, call, platform, complaints);
            }
        } catch (Failure failure) {
            complaints.add(failure);
        }
        return complaints.status();
    }

    private static void run(NitroctlOptions options, Invocation call, Platform platform, Complaints complaints)
            throws Failure {
        ClientPosix posix = platform.client();
        if (options.verb() == Verb.COMPLETION) {
            Completion.run(options.services(), call, posix);
            return;
        }
        long deadline = options.deadline(posix.now());
        List<String> names = new ArrayList<>();
        for (String service : options.services()) {
            names.add(ServicePath.name(service, call.variable("PWD"), posix));
        }
        Task task = task(options, names, call, platform, complaints);
        try (Client client = Connect.client(
                call, posix, subject(options, names), deadline, new UnansweredNotice(task, posix, call))) {
            task.run(client);
        }
    }

    private static Task task(
            NitroctlOptions options, List<String> names, Invocation call, Platform platform, Complaints complaints) {
        ClientPosix posix = platform.client();
        WindowSize terminal = Screen.of(posix, STDOUT);
        if (options.json() && (options.verb() == Verb.LIST || options.verb() == Verb.INFO)) {
            return new JsonReport(options.verb(), names, options.listOrder(), call.out(), complaints);
        }
        return switch (options.verb()) {
            case STATUS -> statusReport(options, names, call, platform, terminal, complaints);
            case WHY -> new WhyReport(names, posix, call.out(), complaints);
            case GRAPH ->
                new GraphReport(names, form(options), call.out(), terminal == null ? null : Style.of(call), complaints);
            case TREE -> new LogTree(call.out(), terminal == null ? null : Style.of(call));
            case TOP -> new TopOnce(options.topOrder(), posix, call.out(), terminal, Style.of(call));
            case LIST -> new Listing(names, options.listOrder(), call.out(), terminal, Style.of(call), complaints);
            case INFO -> new InfoReport(call.out());
            case RESCAN -> new NitroOrderTask(new Request.Rescan());
            case SHUTDOWN -> new NitroOrderTask(new Request.Shutdown());
            case REBOOT -> new NitroOrderTask(new Request.Reboot());
            case PIDOF, CHECK -> new PidReport(options.verb(), names, call.out(), complaints);
            case EVENTS ->
                new EventPrinter(names, call.out(), options.json() ? JsonReport::event : EventPrinter::plain);
            default ->
                new ServiceOrderTask(
                        options.verb(),
                        names,
                        posix,
                        options.verbose() ? call.out() : null,
                        new Progress(posix, call, !options.verbose()),
                        options.timeout(),
                        options.keepWaiting(),
                        complaints);
        };
    }

    private static GraphReport.Form form(NitroctlOptions options) {
        return options.json() ? GraphReport.Form.JSON : options.dot() ? GraphReport.Form.DOT : GraphReport.Form.TREE;
    }

    private static StatusReport statusReport(
            NitroctlOptions options,
            List<String> names,
            Invocation call,
            Platform platform,
            @Nullable WindowSize terminal,
            Complaints complaints) {
        ClientPosix posix = platform.client();
        LocalZone zone = LocalZone.find(call.variable("TZ"), posix);
        boolean brief = terminal != null && !options.json();
        return new StatusReport(
                names,
                options.json(),
                posix,
                InstantSource.system(),
                zone,
                (service, details) -> ServiceLogPrinter.last(service, brief, zone, details, platform.posix()),
                call.out(),
                terminal == null ? null : Style.of(call),
                complaints);
    }

    /** Whose events are to be heard: of one service, of all, or, if it cares for none, nobody's. */
    private static String subject(NitroctlOptions options, List<String> names) {
        if (names.size() == 1) {
            return options.verb() == Verb.STATUS ? "" : names.getFirst();
        }
        boolean waits = options.verb().goal != Verb.Goal.ANSWERED;
        return waits || options.verb() == Verb.EVENTS || options.verbose() ? Conversation.ALL : "";
    }
}
