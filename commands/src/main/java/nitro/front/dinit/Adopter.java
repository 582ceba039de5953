package nitro.front.dinit;

/** Makes processes that run write to us. */
@FunctionalInterface
interface Adopter {
    /**
     * Begins to.
     *
     * @param writer as whose its lines are to be marked
     * @param done run once, when its output comes to us, or will never do so
     */
    Adoption adopt(int pid, Writer writer, Runnable done);
}
