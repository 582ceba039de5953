package nitro.posix.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import nitro.posix.EpollEvents;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Polling;

/** Our process's calls that wait: the only ones in which time passes. */
final class FakePolling implements Polling {
    private final Chance chance;
    private final FakeClock clock;
    private final DescriptorTable table;
    Scenario scenario = new Scenario() {};

    FakePolling(Chance chance, FakeClock clock, DescriptorTable table) {
        this.chance = chance;
        this.clock = clock;
        this.table = table;
    }

    @Override
    public int poll(PollSet set, int millis) {
        scenario.polls(set, millis);
        return await("poll", millis, () -> look(set));
    }

    /** Lets time pass until something is found; how much was. */
    private int await(String call, int millis, IntSupplier look) {
        long deadline = millis < 0 ? FakeClock.NEVER : clock.now() + millis;
        while (true) {
            int ready = look.getAsInt();
            if (ready > 0) {
                return ready;
            }
            if (clock.now() >= deadline) {
                return 0;
            }
            if (clock.next() <= deadline && clock.next() != FakeClock.NEVER) {
                clock.runNext();
            } else if (deadline != FakeClock.NEVER) {
                clock.runUntil(deadline + (chance.one(8) ? chance.below(20) : 0));
            } else if (!scenario.idle()) {
                throw new WouldBlock(call);
            }
        }
    }

    private int look(PollSet set) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            Description description = table.get(set.fd(i));
            set.setReady(i, set.wanted(i) & (description == null ? set.wanted(i) : description.ready()));
            if (set.ready(i) != 0) {
                found.add(i);
            }
        }
        missed(found).forEach(missed -> set.setReady(missed, 0));
        return found.size();
    }

    /** Takes some of the ready away, now and then, and returns them: they became ready a moment later. */
    private <T> List<T> missed(List<T> found) {
        List<T> missed = new ArrayList<>();
        if (found.size() > 1 && chance.one(3)) {
            missed.addAll(chance.shuffled(found));
            missed.removeFirst();
            found.removeAll(missed);
        }
        return missed;
    }

    @Override
    public int epollCreate() throws ErrnoException {
        return table.add("epoll_create1", new FakeEpoll());
    }

    @Override
    public int epollAdd(int epoll, int fd, int events, long token) {
        Description description = table.get(fd);
        if (description == null) {
            return Errno.EBADF.code();
        }
        return table.get(epoll) instanceof FakeEpoll set
                ? set.add(fd, description, events, token)
                : Errno.EINVAL.code();
    }

    @Override
    public int epollModify(int epoll, int fd, int events, long token) {
        Description description = table.get(fd);
        if (description == null) {
            return Errno.EBADF.code();
        }
        return table.get(epoll) instanceof FakeEpoll set
                ? set.modify(fd, description, events, token)
                : Errno.EINVAL.code();
    }

    @Override
    public int epollRemove(int epoll, int fd) {
        Description description = table.get(fd);
        if (description == null) {
            return Errno.EBADF.code();
        }
        return table.get(epoll) instanceof FakeEpoll set ? set.remove(fd, description) : Errno.EINVAL.code();
    }

    @Override
    public int epollWait(int epoll, EpollEvents events, int millis) {
        scenario.waits(millis);
        return table.get(epoll) instanceof FakeEpoll set
                ? await("epoll_wait", millis, () -> look(set, events))
                : Errno.EINVAL.code();
    }

    private int look(FakeEpoll set, EpollEvents events) {
        List<FakeEpoll.Entry> found = new ArrayList<>(set.readyEntries());
        missed(found);
        int count = Math.min(found.size(), events.capacity());
        for (int i = 0; i < count; i++) {
            FakeEpoll.Entry entry = found.get(i);
            events.set(i, entry.token(), entry.found());
        }
        set.rotate(found.subList(0, count));
        return count;
    }
}
