package nitro.probe;

/** {@code tcp:HOST:PORT}: somebody accepts connections there. */
public final class TcpProbe extends Probe implements Connector.Outcome {
    private final Connector connector;

    public TcpProbe(ProbeContext context, Peer peer) {
        super(context, "no answer");
        connector = new Connector(context, peer, this);
    }

    @Override
    protected void ask() {
        connector.begin();
    }

    @Override
    protected void release() {
        connector.abandon();
    }

    @Override
    public void connected(int fd) {
        posix().close(fd);
        holds();
    }

    @Override
    public void refused(String why, long rest) {
        fails(why, rest);
    }
}
