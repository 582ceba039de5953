package nitro.test.chpst;

import java.util.ArrayList;
import java.util.List;

/** The tools of others that ours are compared with; {@link Place} has links to them. */
enum Original {
    /** runit's chpst, called by each name. */
    RUNIT,
    /** daemontools' own, by each name but chpst. */
    DAEMONTOOLS;

    List<String> tools() {
        List<String> tools =
                new ArrayList<>(List.of("setuidgid", "envuidgid", "envdir", "pgrphack", "setlock", "softlimit"));
        if (this == RUNIT) {
            tools.add("chpst");
        }
        return tools;
    }

    /** Where the system has it. */
    String path(String tool) {
        return "/usr/bin/" + (this == RUNIT ? "chpst" : tool);
    }

    /** Its name in a place. */
    String link(String tool) {
        return name() + "/" + tool;
    }

    List<String> command(Case line) {
        List<String> command = new ArrayList<>(List.of(link(line.tool())));
        command.addAll(line.arguments());
        return command;
    }
}
