package nitro.chpst;

import java.util.function.Consumer;
import java.util.function.Supplier;
import nitro.command.Trust;
import nitro.posix.ErrnoException;

/** Which files of variables are obeyed: those of nobody who has fewer rights than the program. A line reports each other. */
final class FileTrust {
    private interface Judge {
        String objection(Trust trust) throws ErrnoException;
    }

    private final Trust ours;
    private final Supplier<Trust> programs;
    private final Consumer<String> complaints;

    /** @param programs what is trusted for the program, which may run as another user: asked only where that matters */
    FileTrust(Trust ours, Supplier<Trust> programs, Consumer<String> complaints) {
        this.ours = ours;
        this.programs = programs;
        this.complaints = complaints;
    }

    boolean allows(String file) throws ErrnoException {
        return judge(file, trust -> trust.objection(file));
    }

    boolean allowsDirectory(String directory) throws ErrnoException {
        return judge(directory, trust -> trust.objectionToDirectory(directory));
    }

    private boolean judge(String path, Judge judge) throws ErrnoException {
        String objection = judge.objection(ours);
        if (!objection.isEmpty()) {
            objection = judge.objection(programs.get());
        }
        if (!objection.isEmpty()) {
            complaints.accept(path + ": not obeyed: " + objection);
        }
        return objection.isEmpty();
    }
}
