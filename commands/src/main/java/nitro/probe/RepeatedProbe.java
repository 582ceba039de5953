package nitro.probe;

/** The condition that a probe's question is answered by yes: asked again and again until it is. */
public final class RepeatedProbe extends Attempts implements Probe.Answer {
    private final Probe probe;
    private final long limit;

    /**
     * @param pause milliseconds from the end of an attempt to the next
     * @param limit milliseconds that an attempt may take, or {@link Probe#NO_LIMIT}
     */
    public RepeatedProbe(String text, ProbeContext context, long pause, long limit, Probe probe) {
        super(text, context, pause);
        this.probe = probe;
        this.limit = limit;
        missed(probe.unanswered());
    }

    @Override
    protected void attempt() {
        probe.attempt(limit, this);
    }

    @Override
    protected void abandon() {
        probe.abandon();
    }

    @Override
    public void holds() {
        found();
    }

    @Override
    public void fails(String why, long pauseMs) {
        failed(why, pauseMs);
    }
}
