package nitro.posix.contract;

/**
 * One thing that every binding must do.
 *
 * @param name says it, beginning with the call
 */
public record Case(String name, Body body) {
    /** Does it and checks it. */
    @FunctionalInterface
    public interface Body {
        void run(World world) throws Exception;
    }
}
