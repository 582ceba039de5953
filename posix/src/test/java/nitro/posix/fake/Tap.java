package nitro.posix.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import org.jspecify.annotations.Nullable;

/** Sits between a program and its system: sees every call and its result, and lets calls fail. */
public final class Tap {
    /** Who sits there. */
    public interface Listener {
        /** A call is about to be made; it fails with the answer, unless that is null. */
        default @Nullable Errno before(String call, List<Object> arguments) {
            return null;
        }

        /**
         * A call was made.
         *
         * @param result what it returned, null if nothing; an {@link ErrnoException} if it threw that
         */
        default void after(String call, List<Object> arguments, @Nullable Object result) {}
    }

    private final Posix posix;
    private final Listener listener;

    /** What ended the program; whatever it calls then ends it again. */
    private @Nullable Throwable ended;

    private Tap(Posix posix, Listener listener) {
        this.posix = posix;
        this.listener = listener;
    }

    /**
     * The same system with a listener at it.
     *
     * <p>What else than an {@link ErrnoException} comes out of a call is the end of the program, such as {@link
     * Executed}: all later calls throw it again, so that no program can catch it and go on.
     */
    public static Posix on(Posix posix, Listener listener) {
        Tap tap = new Tap(posix, listener);
        return (Posix) Proxy.newProxyInstance(
                Posix.class.getClassLoader(),
                new Class<?>[] {Posix.class},
                (proxy, method, arguments) -> tap.call(method, arguments));
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (ended != null) {
            throw ended;
        }
        List<Object> list = arguments == null ? List.of() : Arrays.asList(arguments);
        try {
            Errno errno = listener.before(method.getName(), list);
            if (errno != null) {
                return fail(method, list, errno);
            }
            Object result = method.invoke(posix, arguments);
            listener.after(method.getName(), list, result);
            return result;
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof ErrnoException failure) {
                listener.after(method.getName(), list, failure);
            }
            throw remembered(cause);
        } catch (OutOfMemoryError e) {
            throw e; // a listener's: the program goes on
        } catch (RuntimeException | Error e) {
            throw remembered(e);
        }
    }

    private Throwable remembered(Throwable thrown) {
        if (!(thrown instanceof ErrnoException)) {
            ended = thrown;
        }
        return thrown;
    }

    private Object fail(Method method, List<Object> arguments, Errno errno) throws ErrnoException {
        if (method.getExceptionTypes().length == 0) {
            listener.after(method.getName(), arguments, errno.code());
            return errno.code();
        }
        String subject = arguments.isEmpty() ? "" : String.valueOf(arguments.getFirst());
        ErrnoException failure = new ErrnoException(method.getName(), subject, errno);
        listener.after(method.getName(), arguments, failure);
        throw failure;
    }
}
