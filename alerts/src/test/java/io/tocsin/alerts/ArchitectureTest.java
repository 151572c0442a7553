package io.tocsin.alerts;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ArchitectureTest {
  private static final String[] RECEIVERS = {
    "..webhook..",
    "..slack..",
    "..teams..",
    "..discord..",
    "..telegram..",
    "..ntfy..",
    "..pagerduty..",
    "..mattermost..",
    "..opsgenie..",
    "..alertmanager..",
    "..email..",
    "..command.."
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tocsin.alerts");

  @Test
  void policyAndFormatsArePure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..policy..", "..receiver..", "..setup..", "..outline..", "..template..", "..body..")
        .or()
        .resideInAnyPackage(RECEIVERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "io.micrometer..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
  }

  @Test
  void onlyItsOwnPackageSpeaksToKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..alerts.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(classes);
  }

  @Test
  void receiversDoNotKnowEachOther() {
    for (String receiver : RECEIVERS) {
      noClasses()
          .that()
          .resideInAPackage(receiver)
          .should()
          .dependOnClassesThat(resideInAnyPackage(RECEIVERS).and(not(resideInAPackage(receiver))))
          .check(classes);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("io.tocsin.alerts.(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void alertsKnowOfTheOtherModulesOnlyTelemetry() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "io.tocsin.app..", "io.tocsin.streams..", "io.tocsin.collector..", "io.tocsin.bench..")
        .check(classes);
  }
}
