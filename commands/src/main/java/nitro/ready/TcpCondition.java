package nitro.ready;

/** {@code tcp:HOST:PORT}: somebody accepts connections there. */
final class TcpCondition extends Attempts implements Connector.Outcome {
    private final Connector connector;

    TcpCondition(String text, Ground ground, long pause, Peer peer) {
        super(text, ground, pause);
        connector = new Connector(ground, peer, this);
    }

    @Override
    void attempt() {
        limit("no answer");
        connector.begin();
    }

    @Override
    void abandon() {
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
