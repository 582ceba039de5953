package nitro.spat;

import java.util.ArrayList;
import java.util.List;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Message.Needs;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Message.Templates;
import nitro.spat.Message.Trouble;
import nitro.spat.PacketReader.Kind;
import org.jspecify.annotations.Nullable;

/** Collects what a datagram from nitro says, packet by packet, and makes the {@link Message} of it. */
final class MessageReader {
    private final List<Service> services = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable Answer answer;

    private String name = "";
    private int state;
    private int pid;
    private int wstatus;
    private long uptime;
    private long crashes;
    private long crashAge = -1;
    private boolean killed;
    private int exactState;
    private List<String> waitsFor = new ArrayList<>();

    private boolean isInfo;
    private int nitroPid;
    private long maxService;
    private long reaps;
    private long serviceReaps;

    private boolean isDetail;
    private String logger = "";
    private long restarts;
    private long deadline = -1;
    private String lastError = "";
    private long errorAge = -1;
    private boolean setupFailed;

    private @Nullable String path;
    private @Nullable NeedsPackets needs;

    @Nullable
    Message read(byte[] data, int length) {
        if (length == 0) {
            return new Services(services, false);
        }
        PacketReader in = new PacketReader(data, length);
        boolean framed = false;
        while (in.next()) {
            if (in.kind() == Kind.PACKET) {
                State event = State.commonOf(in.tag());
                if (event != null && !framed) {
                    return new Event(event, in.text(0));
                }
                packet(in, framed);
            } else if (in.tag() == Tag.SERVICE) {
                framed = in.kind() == Kind.BEGIN;
                if (!framed) {
                    endService();
                }
                forgetStatus();
            }
        }
        if (framed) {
            forgetStatus();
        }
        return message();
    }

    private void packet(PacketReader in, boolean framed) {
        switch (in.tag()) {
            case Tag.OK -> answer = Answer.OK;
            case Tag.NO_SUCH_SERVICE -> answer = Answer.NO_SUCH_SERVICE;
            case Tag.NOT_IMPLEMENTED -> answer = Answer.NOT_IMPLEMENTED;
            case Tag.NAME -> {
                name = in.text(0);
                if (!framed) {
                    names.add(name);
                }
            }
            case Tag.STATE -> state = in.first();
            case Tag.PID -> pid = in.number();
            case Tag.WSTATUS -> wstatus = in.number();
            case Tag.UPTIME -> uptime = in.unsigned();
            case Tag.NITRO_PID -> {
                isInfo = true;
                nitroPid = in.number();
            }
            case Tag.MAX_SERVICE -> maxService = in.unsigned();
            case Tag.TOTAL_REAPS -> reaps = in.unsigned();
            case Tag.TOTAL_SERVICE_REAPS -> serviceReaps = in.unsigned();
            case Tag.LOGGER -> logger = in.text(0);
            case Tag.RESTARTS -> {
                isDetail = true;
                restarts = in.unsigned();
            }
            case Tag.DEADLINE -> deadline = in.unsigned();
            case Tag.LAST_ERROR -> lastError = in.text(0);
            case Tag.ERROR_AGE -> errorAge = in.unsigned();
            case Tag.CRASHES -> crashes = in.unsigned();
            case Tag.CRASH_AGE -> crashAge = in.unsigned();
            case Tag.KILLED -> killed = true;
            case Tag.EXACT_STATE -> exactState = in.first();
            case Tag.WAITS_FOR -> waitsFor.add(in.text(0));
            case Tag.SETUP_FAILED -> setupFailed = true;
            case Tag.PATH -> path = in.text(0);
            case Tag.NEEDS -> needs = new NeedsPackets();
            default -> { // A newer nitro may say more than we know.
                if (needs != null) {
                    needs.take(in);
                }
            }
        }
    }

    private void endService() {
        Status status = status();
        if (status != null && !name.isEmpty()) {
            services.add(new Service(name, status, new Trouble(crashes, crashAge, killed), waitsFor));
        }
    }

    private void forgetStatus() {
        name = "";
        state = 0;
        pid = 0;
        wstatus = 0;
        uptime = 0;
        crashes = 0;
        crashAge = -1;
        killed = false;
        exactState = 0;
        waitsFor = new ArrayList<>();
    }

    private @Nullable Status status() {
        State common = State.commonOf(state);
        State exact = State.of(exactState);
        State known = exact != null && exact.common() == common ? exact : common;
        return known == null ? null : new Status(known, pid, wstatus, uptime);
    }

    private @Nullable Message message() {
        if (!services.isEmpty()) {
            return isDetail
                    ? new Detail(services.getFirst(), logger, restarts, deadline, lastError, errorAge, setupFailed)
                    : new Services(services, answer == Answer.OK);
        }
        if (!names.isEmpty()) {
            return new Templates(names, answer == Answer.OK);
        }
        if (isInfo) {
            return new Info(nitroPid, pid, maxService, reaps, serviceReaps);
        }
        if (needs != null) {
            return new Needs(needs);
        }
        if (path != null) {
            return new Directory(path);
        }
        return answer != null ? answer : status();
    }
}
