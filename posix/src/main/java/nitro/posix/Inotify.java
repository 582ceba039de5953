package nitro.posix;

import java.util.List;

/** Calls that tell, as they happen, of changes of files: inotify(7). */
public interface Inotify {
    /** The kinds of events. */
    enum Kind {
        /** The file was written to or cut short. */
        WRITTEN,
        /** The name has come into the directory: made, linked or renamed to. */
        APPEARED,
        /** The name is no longer in the directory: removed or renamed. */
        VANISHED,
        /**
         * The watched file itself was removed or renamed, or its file system unmounted; no more events may come for it.
         */
        SELF_GONE,
        /** Too much happened at once and some of it was not told. It is of no one watch. */
        OVERFLOW
    }

    /**
     * A change.
     *
     * @param watch what {@link #addWatch} returned
     * @param name the name in the watched directory; empty if it is what is watched itself
     */
    record Change(int watch, Kind kind, String name) {}

    /** A descriptor that becomes readable when there are changes, and never blocks. */
    int inotify() throws ErrnoException;

    /**
     * inotify_add_watch(2): from now on tells of names in a directory, or of a file; links are followed.
     *
     * @param writes whether also of {@link Kind#WRITTEN}
     * @return the watch's number: that of before, if the same file is watched already
     */
    int addWatch(int inotify, String path, boolean writes) throws ErrnoException;

    /** inotify_rm_watch(2); what it has told and nobody taken may still come. */
    void removeWatch(int inotify, int watch);

    /** Takes what there is, in its order: empty if there is nothing, and then nothing more. */
    List<Change> changes(int inotify);

    /** Passes each call on to the part that {@link #inotifyCalls} has. */
    interface Forwarding extends Inotify {
        Inotify inotifyCalls();

        @Override
        default int inotify() throws ErrnoException {
            return inotifyCalls().inotify();
        }

        @Override
        default int addWatch(int inotify, String path, boolean writes) throws ErrnoException {
            return inotifyCalls().addWatch(inotify, path, writes);
        }

        @Override
        default void removeWatch(int inotify, int watch) {
            inotifyCalls().removeWatch(inotify, watch);
        }

        @Override
        default List<Change> changes(int inotify) {
            return inotifyCalls().changes(inotify);
        }
    }
}
