package nitro.front.nitro;

import nitro.posix.ErrnoException;
import nitro.posix.Posix;

/**
 * The services directory, which is the working directory: what is there now under its path, whatever was there when nitro
 * entered it last. It may have been replaced, or a link to it been changed.
 */
final class ServicesPath {
    private final Posix posix;
    private final String path;
    private String resolved;

    /**
     * Enters it.
     *
     * @param from the working directory that a relative path begins at
     */
    ServicesPath(Posix posix, String from, String path) throws ErrnoException {
        this.posix = posix;
        this.path = path.startsWith("/") ? path : (from.endsWith("/") ? from : from + "/") + path;
        this.resolved = posix.realpath(this.path);
        posix.chdir(this.path);
    }

    /** Its absolute path, in which links may be. */
    String path() {
        return path;
    }

    /** Its absolute path without links; the last one known if it is gone. */
    String resolved() {
        try {
            resolved = posix.realpath(path);
        } catch (ErrnoException e) {
            // as before
        }
        return resolved;
    }

    /** Enters it again; where that fails, the one of before stays the working directory. */
    void enter() {
        try {
            posix.chdir(path);
        } catch (ErrnoException e) {
            // It shows when something in it is looked for.
        }
    }
}
