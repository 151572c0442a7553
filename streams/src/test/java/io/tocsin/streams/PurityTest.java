package io.tocsin.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Detectors and correlation are functions of records, or a replay would not end as it began. */
@Tag("once")
class PurityTest {
  private static final String[] PURE = {
    "io.tocsin.streams.advice..",
    "io.tocsin.streams.change..",
    "io.tocsin.streams.detect..",
    "io.tocsin.streams.graph..",
    "io.tocsin.streams.incident..",
    "io.tocsin.streams.logs..",
    "io.tocsin.streams.rules..",
    "io.tocsin.streams.templates..",
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tocsin.streams");

  @Test
  void knowNeitherKafkaNorTheNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "io.micrometer..", "java.net..", "java.nio.file..", "java.io..")
        .check(classes);
  }

  @Test
  void readNoClockAndRollNoDice() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(classes);
  }

  @Test
  void useNoRegularExpressionsOnTheHotPath() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tocsin.streams.logs..", "io.tocsin.streams.templates..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .check(classes);
  }

  @Test
  void detectorsDoNotKnowTheCorrelationNorEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.tocsin.streams.detect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tocsin.streams.incident..", "io.tocsin.streams.rules..")
        .check(classes);
  }
}
