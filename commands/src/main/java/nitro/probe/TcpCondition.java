package nitro.probe;

/** {@code tcp:HOST:PORT}: somebody accepts connections there. */
public final class TcpCondition extends Attempts implements Connector.Outcome {
    private final Connector connector;

    public TcpCondition(String text, ProbeContext context, long pause, Peer peer) {
        super(text, context, pause);
        connector = new Connector(context, peer, this);
    }

    @Override
    protected void attempt() {
        limit("no answer");
        connector.begin();
    }

    @Override
    protected void abandon() {
        connector.abandon();
    }

    @Override
    public void connected(int fd) {
        posix().close(fd);
        found();
    }

    @Override
    public void refused(String why, long rest) {
        failed(why, rest);
    }
}
