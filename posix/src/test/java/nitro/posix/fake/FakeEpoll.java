package nitro.posix.fake;

import java.util.ArrayList;
import java.util.List;
import nitro.posix.Errno;
import nitro.posix.PollSet;

/** An epoll. As Linux's it knows open file descriptions, which go when the last of all processes closes them. */
final class FakeEpoll extends Description {
    /** What was added, by the number that its descriptor had then. */
    record Entry(int fd, Description description, int wanted, long token) {
        /** What is reported of it: a hang-up or an error counts as all, whatever is wanted. */
        int found() {
            return description.isBroken() ? PollSet.READ | PollSet.WRITE : wanted & description.ready();
        }

        boolean is(int number, Description other) {
            return fd == number && description.equals(other);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    int add(int fd, Description description, int wanted, long token) {
        if (description == this) {
            return Errno.EINVAL.code();
        }
        if (description.isAlwaysReady()) {
            return Errno.EPERM.code();
        }
        if (known().stream().anyMatch(entry -> entry.is(fd, description))) {
            return Errno.EEXIST.code();
        }
        entries.add(new Entry(fd, description, wanted, token));
        return 0;
    }

    int modify(int fd, Description description, int wanted, long token) {
        if (remove(fd, description) < 0) {
            return Errno.ENOENT.code();
        }
        entries.add(new Entry(fd, description, wanted, token));
        return 0;
    }

    int remove(int fd, Description description) {
        return known().removeIf(entry -> entry.is(fd, description)) ? 0 : Errno.ENOENT.code();
    }

    private List<Entry> known() {
        entries.removeIf(entry -> !entry.description.isOpen());
        return entries;
    }

    List<Entry> readyEntries() {
        return known().stream().filter(entry -> entry.found() != 0).toList();
    }

    /** Those that were reported come last the next time. */
    void rotate(List<Entry> reported) {
        List<Entry> last = List.copyOf(reported);
        entries.removeAll(last);
        entries.addAll(last);
    }

    @Override
    int ready() {
        return PollSet.READ;
    }

    @Override
    public String toString() {
        return "epoll";
    }
}
