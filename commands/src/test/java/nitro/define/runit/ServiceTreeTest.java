package nitro.define.runit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nitro.engine.model.Program;
import nitro.posix.ErrnoException;
import nitro.posix.fake.FakePosix;
import nitro.posix.fake.Spec;
import org.junit.jupiter.api.Test;

class ServiceTreeTest {
    private final FakePosix posix = new FakePosix();
    private final ServiceTree tree = new ServiceTree(posix, "/sv");

    @Test
    @Spec("dinit 2.1")
    void directoriesAreServicesButHiddenOnes() throws ErrnoException {
        posix.files().directory("/sv/b");
        posix.files().directory("/sv/a b");
        posix.files().directory("/sv/.hidden");
        posix.files().directory("/elsewhere");
        posix.files().link("/elsewhere", "/sv/link");
        posix.files().file("/sv/file", "");
        assertEquals(List.of("a b", "b", "link"), tree.names());
    }

    @Test
    @Spec("dinit 2.3")
    void anEntryThatCannotBeLookedAtIsAnError() {
        assertEquals(
                "open /sv: No such file or directory",
                assertThrows(ErrnoException.class, tree::names).getMessage());
        posix.files().directory("/sv/a");
        posix.files().link("/nowhere", "/sv/link");
        assertEquals(
                "stat /sv/link: No such file or directory",
                assertThrows(ErrnoException.class, tree::names).getMessage());
    }

    @Test
    @Spec("dinit 3.6")
    void aLoggerIsThereUnlessItIsMissing() {
        posix.files().directory("/sv/without/log");
        posix.files().file("/sv/with/log/run", "");
        posix.files().file("/sv/file/log", "");
        assertFalse(tree.hasLogger("without"));
        assertFalse(tree.hasLogger("nothing"));
        assertTrue(tree.hasLogger("with"));
        assertTrue(tree.hasLogger("file"));
    }

    @Test
    @Spec("dinit 5.2")
    void terminateNeedNotBeThere() {
        posix.files().directory("/sv/a");
        assertNull(tree.terminate("a", List.of()));
    }

    @Test
    @Spec({"dinit 3.1", "dinit 3.2", "dinit 3.3"})
    void programsHaveTheirFullPath() {
        assertEquals(
                new Program("a/run", "/sv/a/run", List.of("/sv/a/run"), "/sv/a", List.of("PWD=/sv/a")), tree.run("a"));
        assertEquals(
                new Program("a/log", "/sv/a/log/run", List.of("/sv/a/log/run"), "/sv/a/log", List.of("PWD=/sv/a/log")),
                tree.logger("a"));
        posix.files().file("/a/terminate", "");
        assertEquals(
                new Program("a/term", "/a/terminate", List.of("/a/terminate"), "/a", List.of("X=1", "PWD=/a")),
                new ServiceTree(posix, "/").terminate("a", List.of("X=1")));
    }
}
