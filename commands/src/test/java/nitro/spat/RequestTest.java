package nitro.spat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.spat.Request.Detail;
import nitro.spat.Request.Down;
import nitro.spat.Request.Info;
import nitro.spat.Request.ListAfter;
import nitro.spat.Request.ListServices;
import nitro.spat.Request.Query;
import nitro.spat.Request.Ready;
import nitro.spat.Request.Reboot;
import nitro.spat.Request.Rescan;
import nitro.spat.Request.Restart;
import nitro.spat.Request.ServicesDirectory;
import nitro.spat.Request.Shutdown;
import nitro.spat.Request.Signal;
import nitro.spat.Request.TemplatesAfter;
import nitro.spat.Request.Unknown;
import nitro.spat.Request.Up;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Spec({"5.2", "5.4"})
class RequestTest {
    static Stream<Request> requests() {
        return Wire.names(1).flatMap(RequestTest::requestsFor);
    }

    private static Stream<Request> requestsFor(String name) {
        return Stream.of(
                new Up(name),
                new Down(name),
                new Restart(name),
                new Info(),
                new ListServices(),
                new Query(name),
                new Rescan(),
                new Shutdown(),
                new Reboot(),
                new Signal(9, name),
                new Signal(255, name),
                new Ready(name),
                new ListAfter(name),
                new Detail(name),
                new ServicesDirectory(),
                new TemplatesAfter(name),
                new Unknown(7));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void roundTrip(Request request) {
        assertEquals(request, decode(request.encode()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatFollowsTheCommandIsIgnored(Request request) {
        byte[] first = request.encode();
        for (Request second : new Request[] {new Shutdown(), new Up("b")}) {
            byte[] both = Arrays.copyOf(first, first.length + second.encode().length);
            System.arraycopy(second.encode(), 0, both, first.length, second.encode().length);
            assertEquals(request, decode(both));
            assertEquals(request, decode(Arrays.copyOf(both, both.length - 1)));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anythingCutShortIsDropped(Request request) {
        byte[] whole = request.encode();
        for (int length = 0; length < whole.length; length++) {
            assertNull(decode(Arrays.copyOf(whole, length)), "cut to " + length);
            assertNull(Request.decode(whole, length), "a buffer with something behind, cut to " + length);
        }
    }

    @Test
    void bytesAreAsTheSpecificationWritesThem() {
        assertArrayEquals(Wire.bytes("02 00 78 'a' 'b'"), new Up("ab").encode());
        assertArrayEquals(Wire.bytes("01 00 79 'a'"), new Down("a").encode());
        assertArrayEquals(Wire.bytes("01 00 7a 'a'"), new Restart("a").encode());
        assertArrayEquals(Wire.bytes("00 00 7b"), new Info().encode());
        assertArrayEquals(Wire.bytes("00 00 7c"), new ListServices().encode());
        assertArrayEquals(Wire.bytes("01 00 7d 'a'"), new Query("a").encode());
        assertArrayEquals(Wire.bytes("00 00 7e"), new Rescan().encode());
        assertArrayEquals(Wire.bytes("00 00 7f"), new Shutdown().encode());
        assertArrayEquals(Wire.bytes("00 00 80"), new Reboot().encode());
        assertArrayEquals(Wire.bytes("02 00 81 0f 'a'"), new Signal(15, "a").encode());
        assertArrayEquals(Wire.bytes("01 00 82 e9"), new Ready("\u00e9").encode());
    }

    @Test
    void aNameEndsAtANul() {
        assertEquals(new Up("a"), decode(Wire.bytes("02 00 78 'a' 00")));
        assertEquals(new Up("a"), decode(Wire.bytes("04 00 78 'a' 00 'b' 'c'")));
        assertEquals(new Signal(15, "a"), decode(Wire.bytes("04 00 81 0f 'a' 00 'b'")));
        assertEquals(new Signal(0, "a"), decode(Wire.bytes("02 00 81 00 'a'")));
    }

    @Test
    void oddPayloadsAreAnswered() {
        assertEquals(new Up(""), decode(Wire.bytes("00 00 78")));
        assertEquals(new Up(""), decode(Wire.bytes("01 00 78 00")));
        assertEquals(new Signal(0, ""), decode(Wire.bytes("00 00 81")));
        assertEquals(new Signal(9, ""), decode(Wire.bytes("01 00 81 09")));
        assertEquals(new Info(), decode(Wire.bytes("01 00 7b 'a'")));
        assertEquals(new Unknown(80), decode(Wire.bytes("00 00 50")));
    }

    @Test
    void framesAreDropped() {
        assertNull(decode(Wire.bytes("ff ff 78 00 00 7b fe ff 78")));
        assertNull(decode(Wire.bytes("fe ff 78")));
        byte[] asLongAsItSays = new byte[0x10010];
        asLongAsItSays[0] = asLongAsItSays[1] = (byte) 0xff;
        asLongAsItSays[2] = 120;
        assertNull(decode(asLongAsItSays));
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            byte[] data = Wire.random(random);
            Request request = decode(data);
            if (request != null) {
                assertEquals(request, decode(request.encode()));
            }
        }
    }

    private static @Nullable Request decode(byte[] data) {
        return Request.decode(data, data.length);
    }
}
