package nitro.front.dinit;

/** Makes processes that run write to us, by system calls in their place (spec dinit 9.8). */
final class TracingAdopter implements Adopter {
    private final Redirection.Means means;

    TracingAdopter(Redirection.Means means) {
        this.means = means;
    }

    @Override
    public Adoption adopt(int pid, Writer writer, Runnable done) {
        Redirection redirection = new Redirection(means, pid, writer, done);
        redirection.begin();
        return redirection;
    }
}
