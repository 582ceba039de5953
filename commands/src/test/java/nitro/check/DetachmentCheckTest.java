package nitro.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import nitro.posix.fake.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which run scripts leave their program to run by itself. */
class DetachmentCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec setsid prog\n",
                "exec 2>&1\n  exec /usr/bin/setsid -w prog\n",
                "cd / && exec chpst -u web setsid prog",
                "exec nice \\\n  setsid \\\n  prog -x",
                "prog -f conf &\n",
                "prog &\n# that was it\n\n",
                "start-stop-daemon --start --background --exec prog\n",
                "exec /sbin/start-stop-daemon -S -b -x prog\n",
                "daemonize -p pid prog\n"
            })
    @Spec("tools 6.5")
    void theseDo(String script) {
        assertFalse(DetachmentCheck.of("#!/bin/sh\n" + script).isEmpty());
        assertEquals("", DetachmentCheck.of("#!/usr/bin/python3\n" + script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec prog\n",
                "# exec setsid prog\nexec prog\n",
                "exec prog --user setsid-user\n",
                "exec prog \"a setsid b\"\n",
                "setsid helper &\nexec prog\n",
                "helper &\nexec prog\n",
                "prog &\nwait\n",
                "start-stop-daemon -S -x prog\n",
                "exec prog a &&\n"
            })
    @Spec("tools 6.5")
    void theseDoNot(String script) {
        assertEquals("", DetachmentCheck.of("#!/bin/sh\n" + script));
    }
}
