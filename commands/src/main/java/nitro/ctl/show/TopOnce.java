package nitro.ctl.show;

import java.io.PrintStream;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.Task;
import nitro.ctl.screen.Style;
import nitro.ctl.screen.Text;
import nitro.ctl.screen.TopScreen;
import nitro.ctl.screen.TopScreen.By;
import nitro.posix.ClientPosix;
import nitro.posix.WindowSize;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** {@code nitroctl top} where nobody can draw or press keys: prints all services, and what they use, once. */
public final class TopOnce implements Task {
    private final By by;
    private final ClientPosix posix;
    private final PrintStream out;
    private final @Nullable WindowSize terminal;
    private final Style style;

    /** @param terminal the size of the terminal that {@code out} goes to; null if it goes elsewhere */
    public TopOnce(By by, ClientPosix posix, PrintStream out, @Nullable WindowSize terminal, Style style) {
        this.by = by;
        this.posix = posix;
        this.out = out;
        this.terminal = terminal;
        this.style = new Style(false, style.unicode());
    }

    @Override
    public void run(Client client) throws Failure {
        ServiceUsage usage = new ServiceUsage(posix);
        int nitro = client.ask(new Request.Info()) instanceof Info info ? info.nitroPid() : 0;
        usage.look(client.services(), nitro);
        long second = posix.now() + ServiceUsage.SECOND_LOOK_MS;
        while (posix.now() < second) {
            client.listen(second);
        }
        List<Service> services = client.services();
        usage.look(services, nitro);
        int width = terminal == null ? Integer.MAX_VALUE : terminal.columns();
        StringBuilder lines = new StringBuilder();
        for (String line : TopScreen.once(by.sorted(usage.rows(services)), width, style)) {
            lines.append(Text.bytes(line)).append('\n');
        }
        out.append(lines);
    }
}
