package nitro.posix.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
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

    private Tap() {}

    /** The same system with a listener at it. */
    public static Posix on(Posix posix, Listener listener) {
        return (Posix) Proxy.newProxyInstance(
                Posix.class.getClassLoader(),
                new Class<?>[] {Posix.class},
                (proxy, method, arguments) -> call(posix, listener, method, arguments));
    }

    private static @Nullable Object call(Posix posix, Listener listener, Method method, Object @Nullable [] arguments)
            throws Throwable {
        List<Object> list = arguments == null ? List.of() : Arrays.asList(arguments);
        Errno errno = listener.before(method.getName(), list);
        if (errno != null) {
            return fail(listener, method, list, errno);
        }
        try {
            Object result = method.invoke(posix, arguments);
            listener.after(method.getName(), list, result);
            return result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ErrnoException failure) {
                listener.after(method.getName(), list, failure);
            }
            throw e.getCause();
        }
    }

    private static Object fail(Listener listener, Method method, List<Object> arguments, Errno errno)
            throws ErrnoException {
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
