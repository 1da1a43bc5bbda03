package io.runnerbean.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.auth.PostTokens;
import io.runnerbean.engine.store.DeadLetter;
import io.runnerbean.engine.store.FailedAttempt;
import io.runnerbean.engine.store.Progress;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Which module and which package may use which. */
@AnalyzeClasses(packages = "io.runnerbean", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String OURS = "io.runnerbean..";
  private static final String API = "io.runnerbean.job..";
  private static final String JOBS = "io.runnerbean.jobs..";
  private static final String CONFIG = "io.runnerbean.config..";
  private static final String ENGINE = "io.runnerbean.engine..";
  private static final String SQSD = "io.runnerbean.sqsd..";
  private static final String CLI = "io.runnerbean.cli..";
  private static final String TESTKIT = "io.runnerbean.testkit..";
  private static final String BENCH = "io.runnerbean.bench..";
  private static final String CHAOS = "io.runnerbean.chaos..";

  /** In percent of all types. A layer that other layers use needs public types. */
  private static final int MOST_PUBLIC = 69;

  private static final List<String> LAYERS =
      List.of(
          "http",
          "post",
          "poll",
          "delivery",
          "consumer",
          "admin",
          "sqs",
          "execution",
          "store",
          "database",
          "registry",
          "slots",
          "lifecycle",
          "validation");

  /** Values of the store that the operators' API returns. */
  private static final Class<?>[] RETURNED = {
    DeadLetter.class, FailedAttempt.class, Progress.class, RunRecord.class, SourceMessage.class
  };

  @ArchTest static final ArchRule theApiUsesNothingElse = only(API, API);
  @ArchTest static final ArchRule theConfigUsesNothingElse = only(CONFIG, CONFIG);
  @ArchTest static final ArchRule jobsUseOnlyTheApi = only(JOBS, JOBS, API);

  @ArchTest
  static final ArchRule theEngineUsesNeitherJobsNorDaemon = only(ENGINE, ENGINE, API, CONFIG);

  @ArchTest static final ArchRule theDaemonUsesOnlyConfig = only(SQSD, SQSD, CONFIG);
  @ArchTest static final ArchRule theTestkitUsesNothingElse = only(TESTKIT, TESTKIT);

  @ArchTest
  static final ArchRule chaosRunsTheShippedWorker = only(CHAOS, CHAOS, CLI, ENGINE, API, TESTKIT);

  @ArchTest
  static final ArchRule benchmarksDoNotUseDevMode =
      only(BENCH, BENCH, CLI, ENGINE, JOBS, API, SQSD, TESTKIT);

  @ArchTest
  static final ArchRule theCommandWiresWhatShips = only(CLI, CLI, CONFIG, ENGINE, JOBS, API, SQSD);

  @ArchTest
  static final ArchRule theCommandUsesTheEngineAsOperatorsDo =
      noClasses().that().resideInAPackage(CLI).should().dependOnClassesThat(internalsOfTheEngine());

  @ArchTest
  static final ArchRule theEngineHasLayers =
      layers()
          .whereLayer("http")
          .mayOnlyAccessLayers(
              "delivery", "post", "sqs", "execution", "store", "slots", "validation", "lifecycle")
          .whereLayer("poll")
          .mayOnlyAccessLayers("delivery", "sqs", "execution", "slots", "validation", "lifecycle")
          .whereLayer("post")
          .mayOnlyAccessLayers("delivery", "sqs", "registry", "store", "validation")
          .whereLayer("delivery")
          .mayOnlyAccessLayers(
              "execution", "store", "database", "registry", "slots", "validation", "lifecycle")
          .whereLayer("consumer")
          .mayOnlyAccessLayers("execution", "store", "database", "registry", "slots", "lifecycle")
          .whereLayer("admin")
          .mayOnlyAccessLayers("store", "database")
          .whereLayer("sqs")
          .mayOnlyAccessLayers("store", "database", "registry", "validation", "lifecycle")
          .whereLayer("execution")
          .mayOnlyAccessLayers("store", "database", "registry", "slots", "validation", "lifecycle")
          .whereLayer("store")
          .mayOnlyAccessLayers("database", "lifecycle")
          .whereLayer("database")
          .mayOnlyAccessLayers("slots", "validation")
          .whereLayer("registry")
          .mayOnlyAccessLayers("validation")
          .whereLayer("slots")
          .mayOnlyAccessLayers("lifecycle")
          .whereLayer("lifecycle")
          .mayNotAccessAnyLayer()
          .whereLayer("validation")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule everyPackageOfTheEngineIsALayer =
      classes()
          .that()
          .resideInAPackage("io.runnerbean.engine.*..")
          .should()
          .resideInAnyPackage(LAYERS.stream().map(ArchitectureTest::layer).toArray(String[]::new));

  /** A type is public only if another package needs it. */
  @ArchTest
  static void fewTypesOfTheEngineArePublic(JavaClasses classes) {
    List<JavaClass> types =
        classes.stream()
            .filter(type -> type.getPackageName().startsWith("io.runnerbean.engine"))
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .toList();
    List<String> open =
        types.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getName)
            .toList();
    System.out.printf("public types of the engine: %d of %d%n", open.size(), types.size());
    assertThat(open).hasSizeLessThanOrEqualTo(types.size() * MOST_PUBLIC / 100);
  }

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("io.runnerbean.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEngineHasNoCycles =
      slices().matching("io.runnerbean.engine.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyHttpUsesUndertow =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.runnerbean.engine.http..", BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.undertow..");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage());

  @ArchTest
  static final ArchRule namesDescribeTheClass =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  private static LayeredArchitecture layers() {
    LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : LAYERS) {
      layers = layers.layer(name).definedBy(layer(name));
    }
    return layers;
  }

  private static String layer(String name) {
    return "io.runnerbean.engine." + name + "..";
  }

  private static DescribedPredicate<JavaClass> internalsOfTheEngine() {
    return JavaClass.Predicates.resideInAPackage(ENGINE)
        .and(
            JavaClass.Predicates.resideOutsideOfPackages(
                "io.runnerbean.engine", layer("admin"), layer("sqs"), layer("validation")))
        .and(
            DescribedPredicate.not(
                JavaClass.Predicates.belongToAnyOf(DatabaseConfig.class, PostTokens.class)))
        .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(RETURNED)));
  }

  private static ArchRule only(String module, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(oursExcept(allowed));
  }

  private static DescribedPredicate<JavaClass> oursExcept(String... allowed) {
    return JavaClass.Predicates.resideInAPackage(OURS)
        .and(JavaClass.Predicates.resideOutsideOfPackages(allowed));
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
