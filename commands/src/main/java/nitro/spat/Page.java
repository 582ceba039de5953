package nitro.spat;

import nitro.spat.Message.Service;

/** Fills one datagram with services or names of templates, as many as fit in 4096 bytes (spec 5.4). */
public final class Page {
    /** The longest datagram that a client of nitro 0.8 reads, in bytes. */
    public static final int LIMIT = 4096;

    private static final int OK_LENGTH = 3;

    private final PacketWriter out = new PacketWriter();
    private final boolean paged;

    private Page(boolean paged) {
        this.paged = paged;
    }

    /** The whole answer to {@link Request.ListServices}, with no more than a nitro 0.8 says of each. */
    public static Page only() {
        return new Page(false);
    }

    /** A part of the answer to {@link Request.ListAfter} or {@link Request.TemplatesAfter}, with room for its end. */
    public static Page part() {
        return new Page(true);
    }

    /** Adds a service; false, and nothing is added, if it does not fit. */
    public boolean add(Service service) {
        int before = out.length();
        Message.write(out, paged ? service : plain(service));
        return fits(before);
    }

    private static Service plain(Service service) {
        Message.Status status = service.status();
        State common = status.state().common();
        return new Service(service.name(), new Message.Status(common, status.pid(), status.wstatus(), status.uptime()));
    }

    /** Adds the name of a template; false, and nothing is added, if it does not fit. */
    public boolean addTemplate(String name) {
        int before = out.length();
        out.terminated(Tag.NAME, name);
        return fits(before);
    }

    /** The datagram, when all that there was has been added: a part says that nothing follows by a bare OK. */
    public byte[] complete() {
        if (paged) {
            out.bare(Tag.OK);
        }
        return out.toBytes();
    }

    /** The datagram, when something did not fit. */
    public byte[] cut() {
        return out.toBytes();
    }

    private boolean fits(int before) {
        boolean fits = out.length() <= (paged ? LIMIT - OK_LENGTH : LIMIT);
        if (!fits) {
            out.truncate(before);
        }
        return fits;
    }
}
