package io.tocsin.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shape of the whole project, as its design says it must be. */
@Tag("once")
class ArchitectureTest {
  private static final String[] MODULES = {
    "io.tocsin.collector..", "io.tocsin.streams..", "io.tocsin.alerts..", "io.tocsin.app.."
  };
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tocsin");

  @Test
  void seesEveryModule() {
    for (String module : MODULES) {
      assertThat(ALL.stream().filter(resideInAPackage(module))).as(module).hasSizeGreaterThan(10);
    }
  }

  @Test
  void letsTheSharedLanguageStandAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.tocsin.telemetry..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(MODULES)
                .or(resideInAnyPackage("com.github.dockerjava..", "java.net.http.."))
                .or(resideInAPackage("org.apache.kafka.streams..")))
        .check(ALL);
  }

  @Test
  void letsCollectorStreamsAndAlertsMeetInTopicsOnly() {
    mayUse("io.tocsin.collector..");
    mayUse("io.tocsin.streams..");
    mayUse("io.tocsin.alerts..");
  }

  @Test
  void keepsDockerInTheCollector() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tocsin.collector..", "io.tocsin.app.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.dockerjava..")
        .check(ALL);
  }

  @Test
  void keepsKafkasInsidesInTheEmbeddedBroker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tocsin.app.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
        .check(ALL);
  }

  @Test
  void keepsKafkaHttpAndClocksOutOfDetectorsAndCorrelation() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tocsin.streams.detect..", "io.tocsin.streams.incident..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "java.net..", "io.micrometer..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(ALL);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("io.tocsin.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void endsTheProcessInOnePlace() {
    noClasses()
        .that()
        .areNotAssignableTo(Tocsin.class)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(ALL);
  }

  @Test
  void marksEveryPackageForNulls() {
    Set<String> packages =
        ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages)
        .allSatisfy(
            name ->
                assertThat(
                        Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue());
  }

  @Test
  void logsThroughOneInterface() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ALL);
  }

  @Test
  void letsNobodyExtendWhatIsPublic() {
    DescribedPredicate<JavaClass> open =
        DescribedPredicate.describe(
            "can be extended by anybody",
            type ->
                !type.isInterface()
                    && !type.isAnonymousClass()
                    && !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && !type.isEnum()
                    && !type.reflect().isSealed());
    noClasses().that().arePublic().should(be(open)).check(ALL);
  }

  private static void mayUse(String module) {
    String[] others =
        Arrays.stream(MODULES).filter(name -> !name.equals(module)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(ALL);
  }
}
