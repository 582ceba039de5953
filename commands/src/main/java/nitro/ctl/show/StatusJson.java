package nitro.ctl.show;

import java.time.Instant;
import java.util.List;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.proc.ProcessTable;
import nitro.proc.ProcessTable.Process;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Service;
import nitro.text.Json;
import org.jspecify.annotations.Nullable;

/** All that can be known of a service as an object of JSON (docs/json.md). */
final class StatusJson {
    private StatusJson() {}

    /**
     * @param since the time that its uptime counts from
     * @param log the last lines that it logged
     * @param sharers the services whose lines these may be as well
     */
    static void append(
            Json json, ServiceDetails it, ProcessTable table, Instant since, List<String> log, List<String> sharers) {
        json.beginObject();
        JsonReport.append(json, new Service(it.name(), it.status(), it.trouble(), it.waitsFor()));
        json.member("since", since.toString());
        json.member("why", it.why());
        appendDetail(json, it.detail());
        appendProcesses(json, it, table);
        appendFiles(json, it.files());
        json.name("log").beginArray();
        log.forEach(json::text);
        json.endArray();
        json.name("log_shared_with").beginArray();
        sharers.forEach(json::text);
        json.endArray().endObject();
    }

    private static void appendDetail(Json json, @Nullable Detail detail) {
        if (detail == null) {
            json.none("restarts")
                    .none("logger")
                    .none("deadline_ms")
                    .none("last_error")
                    .none("last_error_age");
            return;
        }
        json.member("restarts", detail.restarts());
        if (detail.logger().isEmpty()) {
            json.none("logger");
        } else {
            json.member("logger", detail.logger());
        }
        if (detail.deadline() < 0) {
            json.none("deadline_ms");
        } else {
            json.member("deadline_ms", detail.deadline());
        }
        json.member("last_error", detail.lastError());
        if (detail.errorAge() < 0) {
            json.none("last_error_age");
        } else {
            json.member("last_error_age", detail.errorAge());
        }
    }

    private static void appendProcesses(Json json, ServiceDetails it, ProcessTable table) {
        List<Process> processes = it.processes();
        if (processes == null) {
            json.none("processes");
            return;
        }
        json.name("processes").beginArray();
        for (Process process : processes) {
            json.beginObject()
                    .member("pid", process.pid())
                    .member("parent", process.parent())
                    .member("command", table.command(process))
                    .endObject();
        }
        json.endArray();
    }

    private static void appendFiles(Json json, ServiceDetails.@Nullable Files files) {
        if (files == null) {
            json.none("definition");
            return;
        }
        json.name("definition").beginObject().member("directory", files.directory());
        if (files.template() == null || files.template().parameter() == null) {
            json.none("template").none("parameter");
        } else {
            json.member("template", files.template().directory())
                    .member("parameter", files.template().parameter());
        }
        json.member("run", files.run());
        switch (files.readiness()) {
            case Notification.Settles _ -> json.member("readiness", "settles").none("readiness_fd");
            case Notification.ByCommand _ -> json.member("readiness", "command").none("readiness_fd");
            case Notification.OnDescriptor(int number) ->
                json.member("readiness", "descriptor").member("readiness_fd", number);
        }
        json.member("marked_down", files.markedDown())
                .member("stop_signal", "SIG" + files.stopSignal())
                .member("stops_group", files.stopsGroup())
                .endObject();
    }
}
