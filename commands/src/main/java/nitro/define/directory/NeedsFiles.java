package nitro.define.directory;

import java.util.ArrayList;
import java.util.List;
import nitro.define.directory.PolicyFiles.Fault;
import nitro.define.directory.ServiceFiles.Line;
import nitro.engine.model.Needs;
import nitro.posix.ErrnoException;

/** Reads the files that name the services a service needs (spec needs 1.1). */
public final class NeedsFiles {
    private static final String EXPECTED = "the name of a service";

    private final ServiceFiles files;

    public NeedsFiles(ServiceFiles files) {
        this.files = files;
    }

    /** @throws ErrnoException if one of the files cannot be read */
    public Needs read(ServiceName name) throws ErrnoException, Fault {
        Needs needs = new Needs(
                names(name, ServiceFile.REQUIRES),
                names(name, ServiceFile.WANTS),
                names(name, ServiceFile.AFTER),
                names(name, ServiceFile.CONFLICTS));
        return needs.equals(Needs.NONE) ? Needs.NONE : needs;
    }

    /** The names in one of the files, each once; none if there is no such file. */
    public List<String> names(ServiceName name, ServiceFile file) throws ErrnoException, Fault {
        List<Line> lines = files.lines(name, file);
        if (lines == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Line line : lines) {
            String text = line.words().getFirst();
            String other = text.endsWith("@") ? text + name.parameterForTemplate() : text;
            if (line.words().size() > 1 || ServiceName.of(other) == null) {
                throw new Fault(name, file, line.number(), EXPECTED);
            }
            if (!names.contains(other)) {
                names.add(other);
            }
        }
        return names;
    }
}
