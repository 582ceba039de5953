package nitro.engine;

import java.util.ArrayList;
import java.util.List;

/** Notices to observers besides what happens: who is written to no more, and who is forgotten; each once, in order. */
final class Notices {
    private static final int ROOM = 4;

    private record Notice(String service, boolean isForgotten) {}

    private final List<Observer> observers;
    private final ArrayList<Notice> open = new ArrayList<>();
    private int told;
    private boolean telling;

    Notices(List<Observer> observers) {
        this.observers = observers;
    }

    void makeRoom() {
        open.ensureCapacity(open.size() + ROOM);
    }

    void released(Service reader) {
        open.add(new Notice(reader.name, false));
    }

    void forgotten(Service service) {
        open.add(new Notice(service.name, true));
    }

    /** Tells what is open; when this was broken off, from where it was. What an observer adds comes after the rest. */
    void tell() {
        if (!telling) {
            telling = true;
            try {
                tellAll();
            } finally {
                telling = false;
            }
        }
    }

    private void tellAll() {
        while (!open.isEmpty()) {
            Notice notice = open.getFirst();
            while (told < observers.size()) {
                Observer observer = observers.get(told);
                if (notice.isForgotten) {
                    observer.forgotten(notice.service);
                } else {
                    observer.released(notice.service);
                }
                told++;
            }
            open.removeFirst();
            told = 0;
        }
    }
}
