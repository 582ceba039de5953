package nitro.check;

import java.util.HashSet;
import java.util.Set;
import nitro.posix.ErrnoException;
import nitro.posix.FileStatus;
import nitro.posix.FileView;
import org.jspecify.annotations.Nullable;

/** Whether only root and we can change what nitro obeys: whoever else can has all of nitro's rights (spec tools 6.5). */
final class OwnerCheck {
    private static final int ROOT = 0;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    private final FileView view;
    private final String root;
    private final @Nullable FileStatus ours;
    private final Findings findings;
    private final Set<String> reported = new HashSet<>();

    /**
     * @param root the services directory, ending with a slash
     * @param ours a file of ours, which says who we are; null if that means nothing where nitro will run
     */
    OwnerCheck(FileView view, String root, @Nullable FileStatus ours, Findings findings) {
        this.view = view;
        this.root = root;
        this.ours = ours;
        this.findings = findings;
    }

    /** @param file relative to the services directory, which is {@code .} itself; nothing there is fine */
    void check(String file) {
        try {
            String wrong = objection(view.stat(root + file));
            if (!wrong.isEmpty() && reported.add(file)) {
                findings.suspicious(file, wrong);
            }
        } catch (ErrnoException e) {
            // Whoever needs it reports that.
        }
    }

    private String objection(FileStatus file) {
        if ((file.mode() & OTHERS_WRITE) != 0) {
            return file.type() == FileStatus.Type.DEVICE ? "" : "everybody may write to it";
        }
        if (ours == null) {
            return "";
        }
        if (file.uid() != ROOT && file.uid() != ours.uid()) {
            return "belongs to user " + Integer.toUnsignedString(file.uid()) + ", who so decides what nitro does";
        }
        boolean otherGroup = file.gid() != ROOT && file.gid() != ours.gid();
        return (file.mode() & GROUP_WRITES) != 0 && otherGroup
                ? "group " + Integer.toUnsignedString(file.gid()) + " may write to it"
                : "";
    }
}
