package nitro.loop;

import java.util.Arrays;
import java.util.function.Consumer;
import nitro.posix.EpollEvents;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that a loop waits for. An epoll(7) knows them, each from the beginning of its watch to the end, so that
 * an event costs the same however many there are.
 *
 * <p>What cannot be added to the epoll for now is tried again in each turn; what need not be waited for, as a regular
 * file, is ready in each turn.
 */
final class Watches {
    /** Events taken in one turn; where there are more, they come in the next. */
    private static final int TURN = 64;

    /** How long to rest after something failed that is tried again, so that it is not tried in a circle. */
    static final int REST_MS = 100;

    private static final int NONE = -1;
    private static final int FEW = 16;

    private final Posix posix;
    private final EpollEvents events = new EpollEvents(TURN);
    private final PollSet nothing = new PollSet();
    private @Nullable Registration[] byDescriptor = new Registration[FEW];
    private int epoll = NONE;
    private int numbers;
    private int found;
    private long turn;

    /** How many are not in the epoll since they are always ready. */
    private int alwaysReady;

    /** How many the epoll should know, or know otherwise, and does not. */
    private int missing;

    Watches(Posix posix) {
        this.posix = posix;
    }

    Watch add(int fd, int wanted, Runnable handler) {
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, byDescriptor.length * 2));
        }
        Registration known = byDescriptor[fd];
        Registration registration = known == null ? new Registration(fd, numbers++) : known;
        Watch watch = new Watch(this, registration, wanted, turn, handler);
        byDescriptor[fd] = registration;
        registration.add(watch);
        try {
            register(registration);
        } catch (RuntimeException | Error e) { // no memory, say: nobody will end it
            end(watch);
            throw e;
        }
        return watch;
    }

    void end(Watch watch) {
        if (watch.ended) {
            return;
        }
        watch.ended = true;
        Registration registration = watch.registration;
        registration.remove(watch);
        if (registration.first != null) {
            register(registration);
            return;
        }
        byDescriptor[registration.fd] = null;
        setMissing(registration, false);
        if (registration.alwaysReady) {
            alwaysReady--;
        } else if (registration.events != 0 && posix.epollRemove(epoll, registration.fd) < 0) {
            startAnew();
        }
    }

    /** Has the epoll report what all who watch the descriptor want. */
    private void register(Registration registration) {
        int wanted = registration.wanted();
        boolean done = registration.alwaysReady
                || registration.events == wanted
                || hasEpoll() && isRegistered(registration, wanted);
        setMissing(registration, !done);
    }

    private boolean isRegistered(Registration registration, int wanted) {
        boolean known = registration.events != 0;
        int code = known
                ? posix.epollModify(epoll, registration.fd, wanted, registration.token)
                : posix.epollAdd(epoll, registration.fd, wanted, registration.token);
        if (code >= 0) {
            registration.events = wanted;
        } else if (!known && (code == Errno.EPERM.code() || code == Errno.EBADF.code())) {
            registration.alwaysReady = true;
            alwaysReady++;
        }
        return code >= 0 || registration.alwaysReady;
    }

    private void setMissing(Registration registration, boolean isMissing) {
        if (registration.missing != isMissing) {
            registration.missing = isMissing;
            missing += isMissing ? 1 : -1;
        }
    }

    private boolean hasEpoll() {
        if (epoll == NONE) {
            try {
                epoll = posix.epollCreate();
            } catch (ErrnoException e) {
                return false; // no descriptor is free, say: it is tried again in the next turn
            }
        }
        return true;
    }

    /**
     * A descriptor was closed before its watch ended. If another process has it open still, the old epoll would report it
     * for ever.
     */
    private void startAnew() {
        posix.close(epoll);
        epoll = NONE;
        for (Registration registration : byDescriptor) {
            if (registration != null && registration.events != 0) {
                registration.events = 0;
                setMissing(registration, true);
            }
        }
    }

    /**
     * Waits until some are ready; {@link #handle} runs what waits for them.
     *
     * @param millis the longest wait; negative: no limit
     * @return false if some cannot be waited for: then it was not for long
     */
    boolean await(int millis) {
        turn++;
        found = 0;
        registerMissing();
        int limit = alwaysReady > 0 ? 0 : missing > 0 && (millis < 0 || millis > REST_MS) ? REST_MS : millis;
        if (!hasEpoll()) {
            posix.poll(nothing, limit < 0 ? REST_MS : limit);
            return false;
        }
        int count = posix.epollWait(epoll, events, limit);
        found = Math.max(count, 0);
        if (count < 0 && count != Errno.EINTR.code()) {
            rest();
            return false;
        }
        return missing == 0;
    }

    private void registerMissing() {
        for (int fd = 0; missing > 0 && fd < byDescriptor.length; fd++) {
            Registration registration = byDescriptor[fd];
            if (registration != null && registration.missing) {
                register(registration);
            }
        }
    }

    /** Whether a watch is among those that {@link #await} found. */
    boolean isReady(Watch watch) {
        for (int i = 0; i < found; i++) {
            if (events.token(i) == watch.registration.token) {
                return true;
            }
        }
        return false;
    }

    /** Has the handlers of all that are ready run, but for those that began or ended in this turn. */
    void handle(Consumer<Runnable> run) {
        for (int i = 0; i < found; i++) {
            long token = events.token(i);
            Registration registration = byDescriptor[Registration.descriptor(token)];
            if (registration != null && registration.token == token) {
                handle(registration, events.ready(i), run);
            }
        }
        for (int fd = 0; alwaysReady > 0 && fd < byDescriptor.length; fd++) {
            Registration registration = byDescriptor[fd];
            if (registration != null && registration.alwaysReady) {
                handle(registration, registration.wanted(), run);
            }
        }
    }

    private void handle(Registration registration, int ready, Consumer<Runnable> run) {
        for (Watch watch = registration.first; watch != null; watch = watch.next) {
            if (!watch.ended && watch.turn < turn && (watch.events & ready) != 0) {
                run.accept(watch.handler);
            }
        }
    }

    /** Waits for nothing but time. */
    void rest() {
        posix.poll(nothing, REST_MS);
    }

    /** Forgets all. */
    void clear() {
        if (epoll != NONE) {
            posix.close(epoll);
            epoll = NONE;
        }
        Arrays.fill(byDescriptor, null);
        alwaysReady = 0;
        missing = 0;
        found = 0;
    }
}
