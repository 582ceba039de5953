package nitro.spat;

import java.util.ArrayList;
import java.util.List;

/** The packets that say what a service needs and who needs it. */
final class NeedsPackets {
    final List<String> requires = new ArrayList<>();
    final List<String> wants = new ArrayList<>();
    final List<String> after = new ArrayList<>();
    final List<String> conflicts = new ArrayList<>();
    final List<Obstacle> obstacles = new ArrayList<>();
    final List<String> dependents = new ArrayList<>();

    /** Writes them, with a packet before all others that is always there: a service may need nothing. */
    void write(PacketWriter out) {
        out.bare(Tag.NEEDS);
        for (Obstacle obstacle : obstacles) {
            int before = out.length();
            out.byteAndText(Tag.OBSTACLE, obstacle.kind().code(), obstacle.service());
            keepIfItFits(out, before);
        }
        write(out, Tag.DEPENDENT, dependents);
        write(out, Tag.REQUIRES, requires);
        write(out, Tag.WANTS, wants);
        write(out, Tag.AFTER, after);
        write(out, Tag.CONFLICTS, conflicts);
    }

    private static void write(PacketWriter out, int tag, List<String> names) {
        for (String name : names) {
            int before = out.length();
            out.terminated(tag, name);
            keepIfItFits(out, before);
        }
    }

    private static void keepIfItFits(PacketWriter out, int before) {
        if (out.length() > Page.LIMIT) {
            out.truncate(before);
        }
    }

    /** Takes a packet, of which it knows those that it writes. */
    void take(PacketReader in) {
        switch (in.tag()) {
            case Tag.REQUIRES -> requires.add(in.text(0));
            case Tag.WANTS -> wants.add(in.text(0));
            case Tag.AFTER -> after.add(in.text(0));
            case Tag.CONFLICTS -> conflicts.add(in.text(0));
            case Tag.DEPENDENT -> dependents.add(in.text(0));
            case Tag.OBSTACLE -> {
                Obstacle.Kind kind = Obstacle.Kind.of(in.first());
                if (kind != null) {
                    obstacles.add(new Obstacle(kind, in.text(1)));
                }
            }
            default -> {
                // A newer nitro may say more than we know.
            }
        }
    }
}
