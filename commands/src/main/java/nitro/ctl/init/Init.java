package nitro.ctl.init;

import nitro.ctl.reach.Client;
import nitro.ctl.reach.Complaints;
import nitro.ctl.reach.Connect;
import nitro.ctl.reach.Failure;
import nitro.ctl.verb.Arguments;
import nitro.posix.ClientPosix;
import nitro.posix.Command;
import nitro.posix.Invocation;
import nitro.posix.Platform;
import nitro.spat.Request;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** init: as pid 1 it becomes nitro, else it tells nitro what a number means to an init of old (spec 6.6). */
public final class Init implements Command {
    private final Command nitro;

    /** @param nitro what pid 1 becomes */
    public Init(Command nitro) {
        this.nitro = nitro;
    }

    @Override
    public int run(Invocation call, Platform platform) {
        ClientPosix posix = platform.client();
        if (posix.getpid() == 1) {
            return nitro.run(
                    new Invocation("nitro", call.args(), call.environment(), call.self(), call.out(), call.err()),
                    platform);
        }
        Complaints complaints = new Complaints(call.name(), call.err());
        try {
            ParseResult line = Arguments.parse(spec(call.name()), call);
            if (line != null) {
                tell(request(line.matchedPositionalValue(0, "")), call, posix);
            }
        } catch (Failure failure) {
            complaints.add(failure);
        }
        return complaints.status();
    }

    private static CommandSpec spec(String name) {
        return Arguments.command(name, "0 asks nitro to shut down, 6 to reboot, q to rescan its services.")
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .type(String.class)
                        .paramLabel("0|6|q")
                        .required(true)
                        .build());
    }

    private static Request request(String level) throws Failure {
        return switch (level) {
            case "0" -> new Request.Shutdown();
            case "6" -> new Request.Reboot();
            case "q" -> new Request.Rescan();
            default -> throw Failure.usage(level + ": expected 0, 6 or q");
        };
    }

    private static void tell(Request order, Invocation call, ClientPosix posix) throws Failure {
        try (Client client = Connect.client(call, posix, Long.MAX_VALUE)) {
            client.order(order);
        }
    }
}
