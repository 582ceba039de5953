package nitro.posix.jvm;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import nitro.posix.Signal;

/**
 * {@code sun.misc.Signal}, the JVM's only way to a signal; a handler runs in a thread of its own.
 *
 * <p>It is called by reflection because javac warns of its name in a way that nothing can silence.
 */
final class SunSignals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private SunSignals() {}

    /**
     * Runs {@code body} at each {@code signal} from now on; without effect on HUP, INT and TERM if they are ignored.
     *
     * @return what handled it before, for {@link #restore}
     */
    static Object handle(Signal signal, Runnable body) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                body.run();
            }
            return null;
        };
        try {
            Class<?>[] types = {Class.forName(HANDLER)};
            return restore(signal, Proxy.newProxyInstance(SunSignals.class.getClassLoader(), types, handler));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets {@code handler} handle the signal. */
    static Object restore(Signal signal, Object handler) {
        try {
            Class<?> type = Class.forName(SIGNAL);
            Object named = type.getConstructor(String.class).newInstance(signal.name());
            return type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, named, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JVM does not let us handle SIG" + signal, e);
        }
    }
}
