package nitro.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nitro.posix.Signal;
import nitro.posix.WaitStatus;
import nitro.posix.fake.Spec;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which package may use which, and what only some may use (docs/design.md). */
class ModuleRulesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("nitro");

    /** What each package may use of the others. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("nitro.posix", Set.of()),
            entry("nitro.posix.jvm", Set.of("nitro.posix")),
            entry("nitro.posix.image", Set.of("nitro.posix")),
            entry("nitro.loop", Set.of("nitro.posix")),
            entry("nitro.spat", Set.of("nitro.posix")),
            entry("nitro.spat.client", Set.of("nitro.posix", "nitro.loop", "nitro.spat")),
            entry("nitro.define.directory", Set.of("nitro.posix", "nitro.engine.model", "nitro.text")),
            entry("nitro.text", Set.of()),
            entry("nitro.command", Set.of("nitro.posix")),
            entry(
                    "nitro.check",
                    Set.of(
                            "nitro.posix",
                            "nitro.command",
                            "nitro.spat",
                            "nitro.define.directory",
                            "nitro.text",
                            "nitro.engine.model", // the values that nitro.define.directory reads
                            "nitro.engine.graph")),
            entry("nitro.engine.model", Set.of("nitro.posix")), // Signal and WaitStatus, which are values
            entry("nitro.engine.life", Set.of("nitro.engine.model")),
            entry("nitro.engine.graph", Set.of()),
            entry("nitro.engine.output", Set.of("nitro.posix", "nitro.loop", "nitro.text")),
            entry(
                    "nitro.engine",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.engine.model",
                            "nitro.engine.life",
                            "nitro.engine.graph",
                            "nitro.engine.output")),
            entry(
                    "nitro.machine",
                    Set.of("nitro.posix", "nitro.loop", "nitro.text", "nitro.engine", "nitro.engine.model")),
            entry(
                    "nitro.front.nitro",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.spat",
                            "nitro.define.directory",
                            "nitro.engine",
                            "nitro.engine.model",
                            "nitro.engine.life",
                            "nitro.engine.graph",
                            "nitro.machine",
                            "nitro.proc")),
            entry("nitro.define.runit", Set.of("nitro.posix", "nitro.engine.model")),
            entry(
                    "nitro.front.dinit",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.text",
                            "nitro.define.runit",
                            "nitro.engine",
                            "nitro.engine.model",
                            "nitro.engine.life",
                            "nitro.engine.output",
                            "nitro.machine",
                            "nitro.proc",
                            "nitro.trace")),
            entry("nitro.trace", Set.of("nitro.posix", "nitro.loop")),
            entry("nitro.proc", Set.of("nitro.posix")),
            entry(
                    "nitro.ctl",
                    Set.of(
                            "nitro.posix",
                            "nitro.spat",
                            "nitro.spat.client",
                            "nitro.check",
                            "nitro.log.read",
                            "nitro.ctl.verb",
                            "nitro.ctl.reach",
                            "nitro.ctl.terminal",
                            "nitro.ctl.show",
                            "nitro.ctl.order",
                            "nitro.ctl.live",
                            "nitro.ctl.screen")),
            entry(
                    "nitro.ctl.verb",
                    Set.of(
                            "nitro.posix",
                            "nitro.spat",
                            "nitro.text",
                            "nitro.check",
                            "nitro.log.read",
                            "nitro.ctl.reach",
                            "nitro.ctl.screen")),
            entry(
                    "nitro.ctl.reach",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.command",
                            "nitro.spat",
                            "nitro.spat.client",
                            "nitro.check",
                            "nitro.ctl.screen")),
            entry(
                    "nitro.ctl.terminal",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.command",
                            "nitro.proc",
                            "nitro.ctl.reach",
                            "nitro.ctl.screen")),
            entry(
                    "nitro.ctl.show",
                    Set.of(
                            "nitro.posix",
                            "nitro.command",
                            "nitro.spat",
                            "nitro.define.directory",
                            "nitro.text",
                            "nitro.log.read",
                            "nitro.proc",
                            "nitro.ctl.reach",
                            "nitro.ctl.screen",
                            "nitro.ctl.verb")),
            entry(
                    "nitro.ctl.order",
                    Set.of(
                            "nitro.posix",
                            "nitro.command",
                            "nitro.spat",
                            "nitro.ctl.reach",
                            "nitro.ctl.screen",
                            "nitro.ctl.terminal",
                            "nitro.ctl.verb")),
            entry(
                    "nitro.ctl.live",
                    Set.of(
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.spat",
                            "nitro.spat.client",
                            "nitro.log.read",
                            "nitro.ctl.reach",
                            "nitro.ctl.screen",
                            "nitro.ctl.show",
                            "nitro.ctl.terminal",
                            "nitro.ctl.verb")),
            entry(
                    "nitro.ctl.lookalike",
                    Set.of(
                            "nitro.posix",
                            "nitro.spat",
                            "nitro.spat.client",
                            "nitro.text",
                            "nitro.command",
                            "nitro.define.directory",
                            "nitro.ctl.reach")),
            entry("nitro.ctl.init", Set.of("nitro.posix", "nitro.spat", "nitro.ctl.reach", "nitro.ctl.verb")),
            entry("nitro.ctl.screen", Set.of("nitro.posix", "nitro.spat", "nitro.text")),
            entry("nitro.log.read", Set.of("nitro.posix", "nitro.command", "nitro.loop", "nitro.text")),
            entry("nitro.chpst", Set.of("nitro.posix", "nitro.command", "nitro.text")),
            entry("nitro.probe", Set.of("nitro.posix", "nitro.loop", "nitro.text")),
            entry(
                    "nitro.ready",
                    Set.of(
                            "nitro.proc",
                            "nitro.define.directory",
                            "nitro.posix",
                            "nitro.loop",
                            "nitro.spat",
                            "nitro.spat.client",
                            "nitro.command",
                            "nitro.text",
                            "nitro.probe")),
            entry("nitro.log.write", Set.of("nitro.posix", "nitro.loop", "nitro.command", "nitro.text")),
            entry(
                    "nitro.app",
                    Set.of(
                            "nitro.posix",
                            "nitro.posix.jvm",
                            "nitro.posix.image",
                            "nitro.front.dinit",
                            "nitro.front.nitro",
                            "nitro.check",
                            "nitro.ctl",
                            "nitro.ctl.init",
                            "nitro.ctl.lookalike",
                            "nitro.ctl.show",
                            "nitro.ready",
                            "nitro.log.write",
                            "nitro.log.read",
                            "nitro.chpst")),
            entry("nitro.app.image", Set.of()));

    @Test
    @Spec("engine 1.1")
    void dependenciesPointOneWay() {
        SortedSet<String> wrong = new TreeSet<>();
        for (JavaClass ours : OURS) {
            Set<String> mayUse = MAY_USE.get(ours.getPackageName());
            assertNotNull(mayUse, ours.getPackageName() + " is not in the table");
            for (Dependency dependency : ours.getDirectDependenciesFromSelf()) {
                String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (used.startsWith("nitro") && !used.equals(ours.getPackageName()) && !mayUse.contains(used)) {
                    wrong.add(dependency.getDescription());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theSupervisorKnowsNoCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage("nitro.engine..", "nitro.machine", "nitro.front..", "nitro.define..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(OURS);
    }

    /** A value of the system is no system call. */
    @Test
    @Spec({"engine 1.1", "engine 2.2"})
    void modelLifeAndGraphMakeNoSystemCall() {
        noClasses()
                .that()
                .resideInAnyPackage("nitro.engine.model", "nitro.engine.life", "nitro.engine.graph")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("nitro.posix..").and(not(belongToAnyOf(Signal.class, WaitStatus.class))))
                .orShould()
                .accessTargetWhere(is(System.class, "nanoTime"))
                .orShould()
                .accessTargetWhere(is(System.class, "currentTimeMillis"))
                .check(OURS);
    }

    /** What a service does at present is the engine's own; others see snapshots. */
    @Test
    void theServicesOfTheEngineAreNotPublic() {
        classes()
                .that()
                .resideInAPackage("nitro.engine")
                .and()
                .haveSimpleName("Service")
                .should()
                .bePackagePrivate()
                .check(OURS);
    }

    @Test
    void durationsOfTheEngineStandInTheModel() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("nitro.engine", "nitro.engine.life", "nitro.engine.graph")
                .should(beNumbers())
                .check(OURS);
    }

    /** Also where numbers of another kind stand, as the sizes of buffers in nitro.engine.output: a name has its unit. */
    @Test
    void noConstantOfTheEngineHasAUnitOfTime() {
        noFields()
                .that()
                .areDeclaredInClassesThat(
                        resideInAPackage("nitro.engine..").and(not(resideInAPackage("nitro.engine.model"))))
                .and()
                .areStatic()
                .should()
                .haveNameMatching(".*_(MS|MILLIS|SECONDS|NANOS|MICROS)")
                .orShould()
                .haveRawType(Duration.class)
                .check(OURS);
    }

    /** A client has nitro's word over SPAT and the files of a service, as any other program; nitro-check has values. */
    @Test
    void clientsNeverUseTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "nitro.engine..",
                        "nitro.machine",
                        "nitro.front..",
                        "nitro.define..",
                        "nitro.check",
                        "nitro.app")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("nitro.engine..", "nitro.machine", "nitro.front..")
                .check(OURS);
    }

    @Test
    void onlyTheBindingOnTheJvmUsesWhatIsNotInTheImage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nitro.posix.jvm")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jnr..", "com.kenai..", "org.newsclub..", "sun.misc..", "java.lang.foreign.."))
                .check(OURS);
    }

    @Test
    void onlyWhatIsForTheImageUsesWhatIsNotOnTheJvm() {
        noClasses()
                .that()
                .resideOutsideOfPackages("nitro.posix.image", "nitro.app.image")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.graalvm..", "com.oracle..")
                .check(OURS);
    }

    /** The JDK takes SIGCHLD away from a process that starts another by it. */
    @Test
    void onlyNitroctlStartsProcessesTheWayOfTheJdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nitro.ctl..")
                .and()
                .doNotHaveSimpleName("JvmClientPosix")
                .should()
                .dependOnClassesThat(assignableTo(ProcessBuilder.class)
                        .or(assignableTo(Process.class))
                        .or(assignableTo(ProcessHandle.class)))
                .orShould()
                .accessTargetWhere(is(Runtime.class, "exec"))
                .check(OURS);
    }

    /** Its first call resets SIGCHLD; and what it returns is broken where it is not ASCII. */
    @Test
    void theEnvironmentComesInAsAParameter() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Origin.class.getName())
                .should()
                .accessTargetWhere(is(System.class, "getenv"))
                .check(OURS);
    }

    @Test
    void onlyTheMainClassesExit() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(ImageMain.class.getName())
                .should()
                .accessTargetWhere(is(System.class, "exit"))
                .orShould()
                .accessTargetWhere(is(Runtime.class, "exit"))
                .orShould()
                .accessTargetWhere(is(Runtime.class, "halt"))
                .check(OURS);
    }

    /** Names are bytes, and of these Java's own files know nothing. */
    @Test
    void theSupervisorReachesFilesOnlyThroughPosix() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "nitro.engine..",
                        "nitro.machine",
                        "nitro.front..",
                        "nitro.define..",
                        "nitro.loop",
                        "nitro.spat")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|FileInputStream|FileOutputStream|RandomAccessFile)")
                .check(OURS);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(OURS);
    }

    /** NullAway checks no other packages. */
    @Test
    void everyPackageIsNullMarked() {
        OURS.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .forEach(p -> assertTrue(p.isAnnotatedWith(NullMarked.class), p.getName()));
    }

    /** A constant of a number type: none of the engine's is anything but a duration, a mark or a status. */
    private static ArchCondition<JavaField> beNumbers() {
        return new ArchCondition<>("be numbers that look like a duration") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean number =
                        Set.of("int", "long").contains(field.getRawType().getName());
                if (number && field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))) {
                    long value = valueOf(field);
                    events.add(new SimpleConditionEvent(field, value >= 100, field.getFullName() + " is " + value));
                }
            }
        };
    }

    private static long valueOf(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return ((Number) reflected.get(null)).longValue();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static DescribedPredicate<JavaAccess<?>> is(Class<?> owner, String method) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + method,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getName().equals(method));
    }
}
