package nitro.ctl.show;

import nitro.ctl.reach.Client;
import nitro.ctl.reach.DetailCache;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.show.ServiceDetails.Files;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.proc.ProcessTable;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Info;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** Finds out all that can be known of services. What is the same for all of them is asked for once. */
final class ServiceInspector {
    private static final String UNKNOWN = "";

    private final Client client;
    private final ClientPosix posix;
    private final DetailCache details;
    /** The services directory; null before nitro was asked. */
    private @Nullable String directory;

    private @Nullable ProcessTable table;

    ServiceInspector(Client client, ClientPosix posix, DetailCache details) {
        this.client = client;
        this.posix = posix;
        this.details = details;
    }

    /** Asks nitro and looks around; fails if there is no such service. */
    ServiceDetails inspect(String name) throws Failure {
        Message answer = details.answer(name);
        Detail detail = answer instanceof Detail known ? known : null;
        if (answer == Answer.NOT_IMPLEMENTED) {
            answer = client.ask(new Request.Query(name));
        }
        Status status = detail != null ? detail.service().status() : answer instanceof Status plain ? plain : null;
        if (status == null) {
            throw NearMiss.of(name, client);
        }
        Files files = detail != null ? files(name) : null;
        boolean seen = status.pid() != 0 && table().isServices(status.pid());
        return new ServiceDetails(name, status, detail, files, seen ? table().tree(status.pid()) : null);
    }

    /** The processes of all services. */
    ProcessTable table() throws Failure {
        ProcessTable known = table;
        if (known == null) {
            known = new ProcessTable(posix, client.ask(new Request.Info()) instanceof Info info ? info.nitroPid() : 0);
            table = known;
        }
        return known;
    }

    private String directory() throws Failure {
        String known = directory;
        if (known == null) {
            known = client.ask(new Request.ServicesDirectory()) instanceof Directory(String path) ? path : UNKNOWN;
            directory = known;
        }
        return known;
    }

    private @Nullable Files files(String service) throws Failure {
        String parent = directory();
        ServiceFiles files = new ServiceFiles(posix, parent + "/");
        try {
            ServiceName name = parent.equals(UNKNOWN) ? null : files.named(service);
            if (name == null || !files.isService(name)) {
                return null;
            }
            return new Files(
                    parent + "/" + name.directory(),
                    name.isInstance() ? name : null,
                    files.has(name, ServiceFile.RUN),
                    files.markedDown(name),
                    files.stopsGroup(name),
                    files.notification(name),
                    files.stopSignal(name));
        } catch (ErrnoException e) {
            return null; // nobody can tell
        }
    }
}
