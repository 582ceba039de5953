package nitro.posix.fake;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/** The descriptors of one process. */
final class DescriptorTable {
    final TreeMap<Integer, Description> entries = new TreeMap<>();

    /** The soft limit: no descriptor is given from here up. */
    long limit;

    DescriptorTable(long limit) {
        this.limit = limit;
    }

    /** Gives the lowest free descriptor. */
    int add(String call, Description description) throws ErrnoException {
        int fd = lowestFree(call);
        put(fd, description);
        return fd;
    }

    int lowestFree(String call) throws ErrnoException {
        int fd = 0;
        while (entries.containsKey(fd)) {
            fd++;
        }
        if (fd >= limit) {
            throw new ErrnoException(call, "", Errno.EMFILE);
        }
        return fd;
    }

    /** Makes {@code fd} refer to a description, as dup2(2) does. */
    void put(int fd, Description description) {
        description.retain();
        Description before = entries.put(fd, description);
        if (before != null) {
            before.release();
        }
    }

    @Nullable
    Description get(int fd) {
        return entries.get(fd);
    }

    Description require(String call, int fd) throws ErrnoException {
        Description description = entries.get(fd);
        if (description == null) {
            throw new ErrnoException(call, Integer.toString(fd), Errno.EBADF);
        }
        return description;
    }

    boolean close(int fd) {
        Description description = entries.remove(fd);
        if (description != null) {
            description.release();
        }
        return description != null;
    }

    /** Closes all from {@code first} up. */
    void closeFrom(int first) {
        while (!entries.isEmpty() && entries.lastKey() >= first) {
            Objects.requireNonNull(entries.pollLastEntry()).getValue().release();
        }
    }

    DescriptorTable copy() {
        DescriptorTable copy = new DescriptorTable(limit);
        for (Map.Entry<Integer, Description> entry : entries.entrySet()) {
            copy.put(entry.getKey(), entry.getValue());
        }
        return copy;
    }
}
