package nitro.spat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nitro.posix.fake.Spec;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Event;
import nitro.spat.Message.Info;
import nitro.spat.Message.Service;
import nitro.spat.Message.Services;
import nitro.spat.Message.Status;
import nitro.spat.Message.Templates;
import nitro.spat.Message.Trouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Spec({"5.2", "5.3", "5.4", "5.6"})
class MessageTest {
    private static final Status UP = new Status(State.UP, 258, -1, 3);

    static Stream<Message> messages() {
        Random random = new Random(2);
        List<Message> messages = new ArrayList<>(List.of(Answer.values()));
        for (int i = 0; i < 200; i++) {
            messages.add(status(random));
            messages.add(
                    new Info(random.nextInt(), random.nextInt(), unsigned(random), unsigned(random), unsigned(random)));
            messages.add(new Services(services(random), random.nextBoolean()));
            messages.add(new Templates(names(random), random.nextBoolean()));
            messages.add(new Detail(
                    service(random),
                    Wire.name(random, random.nextInt(64)),
                    unsigned(random),
                    random.nextBoolean() ? -1 : unsigned(random),
                    Wire.name(random, random.nextInt(1025)),
                    random.nextBoolean() ? -1 : unsigned(random),
                    random.nextBoolean()));
            messages.add(new Directory(Wire.name(random, random.nextInt(5000))));
            messages.add(new Event(state(random), Wire.name(random, 1 + random.nextInt(63))));
        }
        return messages.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void roundTrip(Message message) {
        assertEquals(message, decode(message.encode()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsCutShortNeverThrowsAndNeverInvents(Message message) {
        byte[] whole = message.encode();
        for (int length = 0; length < whole.length; length++) {
            Message part = Message.decode(whole, length);
            if (part instanceof Services(List<Service> services, var _) && message instanceof Services all) {
                assertEquals(all.services().subList(0, services.size()), services);
            } else if (!(part instanceof Status)) {
                assertNotEquals(message, part, "cut to " + length);
            }
        }
    }

    @Test
    void bytesAreAsTheSpecificationWritesThem() {
        String status = "01 00 66 04 04 00 67 02 01 00 00 04 00 68 ff ff ff ff 04 00 69 03 00 00 00";
        assertArrayEquals(Wire.bytes("00 00 50"), Answer.OK.encode());
        assertArrayEquals(Wire.bytes("00 00 51"), Answer.NO_SUCH_SERVICE.encode());
        assertArrayEquals(Wire.bytes("00 00 52"), Answer.NOT_IMPLEMENTED.encode());
        assertArrayEquals(Wire.bytes(status), UP.encode());
        assertArrayEquals(
                Wire.bytes("ff ff 64 02 00 65 'a' 00 " + status + " fe ff 64"),
                new Services(List.of(new Service("a", UP)), false).encode());
        assertArrayEquals(
                Wire.bytes("04 00 6a 01 00 00 00 04 00 67 02 00 00 00 04 00 6b 03 00 00 00"
                        + " 04 00 6c 04 00 00 00 04 00 6d 05 00 00 00"),
                new Info(1, 2, 3, 4, 5).encode());
        assertArrayEquals(Wire.bytes("02 00 09 'a' 'b'"), new Event(State.DELAY, "ab").encode());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void statesHaveTheirNumber(State state) {
        assertEquals(state.ordinal() + 1, state.code());
        assertEquals(state, State.of(state.code()));
        State common = state.common();
        assertEquals(new Event(common, "a"), decode(Wire.bytes("01 00 0" + common.code() + " 'a'")));
    }

    @Test
    void otherStatesAreNone() {
        assertNull(State.of(0));
        assertNull(State.of(12));
        assertNull(decode(Wire.bytes("01 00 0c 'a'")));
        assertNull(decode(Wire.bytes("01 00 66 0a")));
    }

    @Test
    void aDatagramOfNoBytesListsNothing() {
        assertEquals(new Services(List.of(), false), decode(new byte[0]));
    }

    @Test
    void unknownPacketsArePassedOver() {
        String known = "01 00 66 04 04 00 67 02 01 00 00 04 00 68 ff ff ff ff 04 00 69 03 00 00 00";
        assertEquals(UP, decode(Wire.bytes("02 00 c8 01 01 " + known + " 00 00 c9")));
        assertEquals(
                new Services(List.of(new Service("a", UP)), true),
                decode(Wire.bytes("ff ff c8 fe ff c8 ff ff 64 01 00 65 'a' " + known + " 00 00 c9 fe ff 64 00 00 50")));
    }

    @Test
    void numbersTooLargeForTheWireBecomeTheLargest() {
        Status status = new Status(State.UP, 1, 0, 1L << 40);
        assertEquals(new Status(State.UP, 1, 0, 0xffff_ffffL), decode(status.encode()));
    }

    @Test
    void aLongErrorIsCut() {
        Detail detail = new Detail(new Service("a", UP), "", 0, -1, "e".repeat(9999), true);
        assertEquals(new Detail(new Service("a", UP), "", 0, -1, "e".repeat(1024), true), decode(detail.encode()));
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(6);
        for (int i = 0; i < 200_000; i++) {
            Message message = decode(Wire.random(random));
            if (message != null) {
                message.encode();
            }
        }
    }

    @Test
    void mutantsOfMessagesNeverThrow() {
        Random random = new Random(7);
        messages().forEach(message -> {
            byte[] data = message.encode();
            for (int i = 0; i < 50 && data.length > 0; i++) {
                byte[] mutant = Arrays.copyOf(data, data.length);
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
                decode(mutant);
            }
        });
    }

    private static @Nullable Message decode(byte[] data) {
        return Message.decode(data, data.length);
    }

    private static State state(Random random) {
        return State.values()[random.nextInt(9)];
    }

    private static long unsigned(Random random) {
        return Integer.toUnsignedLong(random.nextInt());
    }

    private static Status status(Random random) {
        return new Status(state(random), random.nextInt(), random.nextInt(), unsigned(random));
    }

    private static Service service(Random random) {
        long age = random.nextBoolean() ? -1 : unsigned(random);
        return new Service(
                Wire.name(random, 1 + random.nextInt(63)),
                status(random),
                new Trouble(unsigned(random), age, random.nextBoolean()));
    }

    /** The plain list is as that of nitro 0.8, whose clients may stop at what they do not know. */
    @Test
    void onlyOurOwnPagesSayMoreOfAService() {
        Service service = new Service("a", UP, new Trouble(3, 4, true));
        Page plain = Page.only();
        plain.add(service);
        assertEquals(new Services(List.of(new Service("a", UP)), false), decode(plain.complete()));
        Page ours = Page.part();
        ours.add(service);
        assertEquals(new Services(List.of(service), true), decode(ours.complete()));
    }

    private static List<Service> services(Random random) {
        return Stream.generate(() -> service(random))
                .limit(1 + random.nextInt(60))
                .toList();
    }

    private static List<String> names(Random random) {
        return Stream.generate(() -> Wire.name(random, 1 + random.nextInt(63)))
                .limit(1 + random.nextInt(60))
                .toList();
    }
}
