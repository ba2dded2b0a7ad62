// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.farol.flow.BatchCodec;
import io.farol.flow.BatchReader;
import io.farol.flow.Redactor;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/// The directions and habits that no compiler holds. There is no list of exemptions: a place that
/// may do something is named by the rule.
@AnalyzeClasses(
    packages = "io.farol",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.Shipped.class})
class ArchitectureTest {

  /// The test kit is on the path of tests and in no jar that runs.
  static final class Shipped implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("testkit");
    }
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.farol.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nounsDependOnNothing =
      noClasses()
          .that()
          .resideInAPackage("io.farol.model..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("io.farol.model..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule systemDoesNotSeeTheOtherAxes = blind("system", "semantic", "cost");

  @ArchTest
  static final ArchRule semanticDoesNotSeeTheOtherAxes = blind("semantic", "system", "cost");

  @ArchTest static final ArchRule costDoesNotSeeTheOtherAxes = blind("cost", "system", "semantic");

  @ArchTest
  static final ArchRule onlyTheServerSeesTheRooms =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.farol.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.farol.server..");

  @ArchTest
  static final ArchRule onlyStoresSpeakSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.farol.store.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..");

  @ArchTest
  static final ArchRule onlyIngestSpeaksOtlp =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.farol.ingest..", "io.farol.server.intake..", "io.farol.server")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.farol.ingest..", "com.google.protobuf..", "io.opentelemetry..");

  /// Redaction is held by types: the only redactor is the semantic room's.
  @ArchTest
  static final ArchRule onlySemanticRedacts =
      classes().that().implement(Redactor.class).should().resideInAPackage("io.farol.semantic..");

  /// A clean batch is made by the redactor or read back by a store; nobody else decodes one.
  @ArchTest
  static final ArchRule onlyStoresReadBatchesBack =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.farol.flow..", "io.farol.store..")
          .should()
          .callMethodWhere(
              target(nameMatching("decode.*")).and(target(owner(assignableTo(BatchCodec.class)))));

  /// What is fed by the journal lies in the store, on a board, or in the server's start.
  @ArchTest
  static final ArchRule readersLieInTheirRooms =
      classes()
          .that()
          .areAssignableTo(BatchReader.class)
          .and()
          .areNotInterfaces()
          .should()
          .resideInAnyPackage(
              "io.farol.store.embedded..", "io.farol.system..", "io.farol.server.intake..");

  /// Time comes as an InstantSource; the composition root reads the system's.
  @ArchTest
  static final ArchRule nobodyReadsTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.farol.server")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethodWhere(
              target(nameMatching("system.*")).and(target(owner(assignableTo(Clock.class)))));

  /// Threads are made by the composition root and by the embedded store, whose readers and native
  /// work need their own.
  @ArchTest
  static final ArchRule nobodyElseMakesThreads =
      noClasses()
          .that(
              resideInAPackage("io.farol..")
                  .and(notIn("io.farol.server", "io.farol.store.embedded")))
          .should()
          .callConstructor(Thread.class)
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Executors.class))))
          .orShould()
          .callMethodWhere(
              target(nameMatching("of(Virtual|Platform)|startVirtualThread"))
                  .and(target(owner(assignableTo(Thread.class)))));

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notIn(
      String exact, String below) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "neither in " + exact + " nor below " + below,
        javaClass ->
            !javaClass.getPackageName().equals(exact)
                && !javaClass.getPackageName().startsWith(below));
  }

  private static ArchRule blind(String room, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.farol." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("io.farol." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
