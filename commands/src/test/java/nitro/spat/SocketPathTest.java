package nitro.spat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

@Spec({"5.1", "5.5", "5.6"})
class SocketPathTest {
    @Test
    void listenersAreBesideTheSocket() {
        SocketPath socket = new SocketPath("/run/nitro/nitro.sock");
        assertEquals("/run/nitro/", socket.directory());
        assertEquals("/run/nitro/notify/a,12_3", socket.listener("a", 12, 3));
        assertEquals("/run/nitro/notify/a,b@c,12_3", socket.listener("a/b@c", 12, 3));
        assertEquals("/run/nitro/notify/ALL,12_3", socket.listenerOfAll(12, 3));
        assertEquals("notify/a,1_2", new SocketPath("sock").listener("a", 1, 2));
        assertEquals("/notify/a,1_2", new SocketPath("/sock").listener("a", 1, 2));
    }

    @Test
    void aPathTooLongHearsOfAll() {
        SocketPath socket = new SocketPath("/run/nitro/nitro.sock");
        String fits = "x".repeat(107 - "/run/nitro/notify/,12_3".length());
        assertEquals("/run/nitro/notify/" + fits + ",12_3", socket.listener(fits, 12, 3));
        assertEquals("/run/nitro/notify/ALL,12_3", socket.listener(fits + "x", 12, 3));
        assertTrue(SocketPath.fits("x".repeat(107)));
        assertFalse(SocketPath.fits("x".repeat(108)));
    }

    @Test
    void whoHears() {
        assertTrue(SocketPath.hears("ALL,1_2", "a"));
        assertTrue(SocketPath.hears("a,1_2", "a"));
        assertTrue(SocketPath.hears("a,b,1_2", "a/b"));
        assertTrue(SocketPath.hears("a,", "a"));
        assertFalse(SocketPath.hears("a", "a"));
        assertFalse(SocketPath.hears("ab,1_2", "a"));
        assertFalse(SocketPath.hears("a,1_2", "ab"));
        assertFalse(SocketPath.hears("ALL", "a"));
        assertFalse(SocketPath.hears("", "a"));
    }
}
