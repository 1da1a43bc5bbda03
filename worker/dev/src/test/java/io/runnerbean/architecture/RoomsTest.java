package io.runnerbean.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.runnerbean", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  private static final String OURS = "io.runnerbean..";
  private static final String API = "io.runnerbean.job..";
  private static final String JOBS = "io.runnerbean.jobs..";
  private static final String ENGINE = "io.runnerbean.engine..";
  private static final String SQSD = "io.runnerbean.sqsd..";
  private static final String CLI = "io.runnerbean.cli..";
  private static final String EMBEDDED = "io.runnerbean.embedded..";

  @ArchTest static final ArchRule theApiOfJobAuthorsStandsAlone = only(API, API);
  @ArchTest static final ArchRule jobsSeeTheApiAlone = only(JOBS, JOBS, API);
  @ArchTest static final ArchRule theEngineKnowsNoJobAndNoDaemon = only(ENGINE, ENGINE, API);
  @ArchTest static final ArchRule theDaemonKnowsNoWorker = only(SQSD, SQSD);
  @ArchTest static final ArchRule embeddedServersKnowNobody = only(EMBEDDED, EMBEDDED);

  @ArchTest
  static final ArchRule theCommandWiresWhatShips = only(CLI, CLI, ENGINE, JOBS, API, SQSD);

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("io.runnerbean.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEngineHasNoCycles =
      slices().matching("io.runnerbean.engine.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule undertowStaysInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.runnerbean.engine.http..", "io.runnerbean.dev.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.undertow..");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  private static ArchRule only(String room, String... known) {
    return noClasses().that().resideInAPackage(room).should().dependOnClassesThat(oursBut(known));
  }

  private static DescribedPredicate<JavaClass> oursBut(String... known) {
    return JavaClass.Predicates.resideInAPackage(OURS)
        .and(JavaClass.Predicates.resideOutsideOfPackages(known));
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(type, marked, type.getName()));
      }
    };
  }
}
