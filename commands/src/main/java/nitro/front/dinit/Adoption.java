package nitro.front.dinit;

/** A process that was not started by us, and what we do to make its output ours. */
interface Adoption {
    /** It has ended: {@code task} runs when all that it wrote to us is handed on. */
    void ended(Runnable task);
}
