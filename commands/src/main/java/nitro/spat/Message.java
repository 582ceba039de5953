package nitro.spat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message from nitro to a client: a reply or an event (spec 5.3 to 5.6).
 *
 * <p>Pages of services and of templates are written by {@link Page}.
 */
public sealed interface Message {
    /** A reply that is a word. */
    enum Answer implements Message {
        OK(Tag.OK),
        NO_SUCH_SERVICE(Tag.NO_SUCH_SERVICE),
        NOT_IMPLEMENTED(Tag.NOT_IMPLEMENTED);

        private final int tag;

        Answer(int tag) {
            this.tag = tag;
        }
    }

    /**
     * The reply to {@link Request.Query}.
     *
     * @param pid the process of {@code run} or another script, 0 if there is none
     * @param wstatus the raw wait status of the last one; -1 if it was not executed, or setup's 111
     * @param uptime whole seconds (spec 5.2, UPTIME)
     */
    record Status(State state, int pid, int wstatus, long uptime) implements Message {}

    /**
     * The crashes and kills of a service; {@link #NONE} from a nitro that does not report it.
     *
     * @param crashes how often its run ended, or a start failed, without an order to stop
     * @param age seconds since the last of these, -1 if there is none
     * @param killed whether it had to be killed when it was stopped last
     */
    record Trouble(long crashes, long age, boolean killed) {
        public static final Trouble NONE = new Trouble(0, -1, false);
    }

    /**
     * A service in a page.
     *
     * @param waitsFor the services that keep this one from starting; the first few of them in a page
     */
    record Service(String name, Status status, Trouble trouble, List<String> waitsFor) {
        public Service(String name, Status status, Trouble trouble) {
            this(name, status, trouble, List.of());
        }

        public Service(String name, Status status) {
            this(name, status, Trouble.NONE);
        }
    }

    /**
     * The reply to {@link Request.Info}.
     *
     * @param nitroPid the supervisor
     * @param pid the same
     * @param services how many are loaded
     * @param reaps processes reaped since the start, adopted ones too
     * @param serviceReaps those of them that were a service's
     */
    record Info(int nitroPid, int pid, long services, long reaps, long serviceReaps) implements Message {}

    /**
     * Services: the reply to {@link Request.ListServices} and {@link Request.ListAfter}.
     *
     * @param last whether nothing follows; only known of the latter
     */
    record Services(List<Service> services, boolean last) implements Message {}

    /** Templates, each with its {@code @}: the reply to {@link Request.TemplatesAfter}. */
    record Templates(List<String> names, boolean last) implements Message {}

    /**
     * The reply to {@link Request.Detail}.
     *
     * @param logger the service that reads its output, empty if none does
     * @param restarts how often it was started again
     * @param deadline milliseconds until its timer ends, -1 if none runs
     * @param lastError what went wrong with it last, empty if nothing did; what is beyond 1024 bytes is left out
     * @param errorAge seconds since then, -1 if nothing did or nitro does not report it
     * @param setupFailed whether the wait status is that of a setup
     */
    record Detail(
            Service service,
            String logger,
            long restarts,
            long deadline,
            String lastError,
            long errorAge,
            boolean setupFailed)
            implements Message {
        /** From a nitro that does not report when something went wrong. */
        public Detail(
                Service service, String logger, long restarts, long deadline, String lastError, boolean setupFailed) {
            this(service, logger, restarts, deadline, lastError, -1, setupFailed);
        }
    }

    /**
     * The reply to {@link Request.Needs}; what is beyond {@link Page#LIMIT} bytes is left out.
     *
     * @param obstacles what keeps it from starting at present
     * @param dependents the services that run and require it, directly or by way of others
     */
    record Needs(
            List<String> requires,
            List<String> wants,
            List<String> after,
            List<String> conflicts,
            List<Obstacle> obstacles,
            List<String> dependents)
            implements Message {
        Needs(NeedsPackets read) {
            this(read.requires, read.wants, read.after, read.conflicts, read.obstacles, read.dependents);
        }

        private NeedsPackets packets() {
            NeedsPackets packets = new NeedsPackets();
            packets.requires.addAll(requires);
            packets.wants.addAll(wants);
            packets.after.addAll(after);
            packets.conflicts.addAll(conflicts);
            packets.obstacles.addAll(obstacles);
            packets.dependents.addAll(dependents);
            return packets;
        }
    }

    /** The absolute path of the services' directory: the reply to {@link Request.ServicesDirectory}. */
    record Directory(String path) implements Message {}

    /** A service entered a state, or a command had it announced again (spec 5.6). */
    record Event(State state, String name) implements Message {}

    /** The datagram that says it. */
    default byte[] encode() {
        PacketWriter out = new PacketWriter();
        switch (this) {
            case Answer answer -> out.bare(answer.tag);
            case Status status -> write(out, status);
            case Info info ->
                out.number(Tag.NITRO_PID, info.nitroPid)
                        .number(Tag.PID, info.pid)
                        .unsigned(Tag.MAX_SERVICE, info.services)
                        .unsigned(Tag.TOTAL_REAPS, info.reaps)
                        .unsigned(Tag.TOTAL_SERVICE_REAPS, info.serviceReaps);
            case Services services -> {
                for (Service service : services.services) {
                    write(out, service);
                }
                writeLast(out, services.last);
            }
            case Templates templates -> {
                for (String name : templates.names) {
                    out.terminated(Tag.NAME, name);
                }
                writeLast(out, templates.last);
            }
            case Detail detail -> {
                write(out, detail.service);
                if (!detail.logger.isEmpty()) {
                    out.text(Tag.LOGGER, detail.logger);
                }
                out.unsigned(Tag.RESTARTS, detail.restarts);
                if (detail.deadline >= 0) {
                    out.unsigned(Tag.DEADLINE, detail.deadline);
                }
                if (!detail.lastError.isEmpty()) {
                    String error = detail.lastError;
                    out.text(Tag.LAST_ERROR, error.substring(0, Math.min(error.length(), 1024)));
                }
                if (detail.errorAge >= 0) {
                    out.unsigned(Tag.ERROR_AGE, detail.errorAge);
                }
                if (detail.setupFailed) {
                    out.bare(Tag.SETUP_FAILED);
                }
            }
            case Needs needs -> needs.packets().write(out);
            case Directory directory -> out.text(Tag.PATH, directory.path);
            case Event event -> out.text(event.state.common().code(), event.name);
        }
        return out.toBytes();
    }

    /**
     * The message in the first {@code length} bytes; null if nothing in it is known. Unknown packets are passed over,
     * one that is cut short ends the reading, and a datagram of no bytes lists no services.
     */
    static @Nullable Message decode(byte[] data, int length) {
        return new MessageReader().read(data, length);
    }

    private static void write(PacketWriter out, Status status) {
        out.byteOf(Tag.STATE, status.state.common().code())
                .number(Tag.PID, status.pid)
                .number(Tag.WSTATUS, status.wstatus)
                .unsigned(Tag.UPTIME, status.uptime);
        if (status.state != status.state.common()) {
            out.byteOf(Tag.EXACT_STATE, status.state.code());
        }
    }

    static void write(PacketWriter out, Service service) {
        out.begin(Tag.SERVICE).terminated(Tag.NAME, service.name);
        write(out, service.status);
        Trouble trouble = service.trouble;
        if (trouble.crashes > 0) {
            out.unsigned(Tag.CRASHES, trouble.crashes);
        }
        if (trouble.age >= 0) {
            out.unsigned(Tag.CRASH_AGE, trouble.age);
        }
        if (trouble.killed) {
            out.bare(Tag.KILLED);
        }
        for (String other : service.waitsFor) {
            out.terminated(Tag.WAITS_FOR, other);
        }
        out.end(Tag.SERVICE);
    }

    private static void writeLast(PacketWriter out, boolean last) {
        if (last) {
            out.bare(Tag.OK);
        }
    }
}
