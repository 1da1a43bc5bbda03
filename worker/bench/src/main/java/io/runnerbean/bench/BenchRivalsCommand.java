package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.cli.TextTable;
import io.runnerbean.testkit.Checkout;
import io.runnerbean.testkit.DataFolder;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the worker with applications of Spring. */
@Command(
    name = "rivals",
    mixinStandardHelpOptions = true,
    description =
        "Compares the worker with Spring Boot and Spring Cloud AWS, which run the same job.",
    footer = {
      "",
      "In each round every program is started anew, and they alternate. All have the",
      "same heap, the same PostgreSQL with fsync, and a pool of 16. Each has an AOT",
      "cache of its own. The figures are medians of the rounds; a ratio is the median",
      "of the ratios of each round. Do not use the machine meanwhile: with five rounds",
      "this takes 40 minutes. Maven builds the rivals first."
    })
final class BenchRivalsCommand implements Callable<Integer> {

  /** What is compared. */
  enum Group {
    /** Jobs over HTTP. */
    HTTP,
    /** Jobs that wait for another service. */
    WAIT,
    /** Messages of an SQS queue. */
    SQS
  }

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "GROUP",
      defaultValue = "http,wait,sqs",
      description = "what to compare: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Group> only = List.of();

  @Option(names = "--check", description = "exit with 1 if a figure does not meet its threshold")
  private boolean check;

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean/rivals",
      description =
          "the folder of the database, on the disk to measure (default: .runnerbean/rivals)")
  private Path data = Path.of(".runnerbean", "rivals");

  @Mixin private RivalPlan plan = new RivalPlan();

  @Mixin private ResultsFileOption file = new ResultsFileOption();

  @Override
  public Integer call() throws Exception {
    try (ShutdownHook running = ShutdownHook.install()) {
      DataFolder folder = running.add(DataFolder.claim(data));
      folder.deleteData();
      HostLauncher launcher = HostLauncher.of(Checkout.home());
      Path absolute = data.toAbsolutePath().normalize();
      RivalPrograms programs =
          new RivalPrograms(Checkout.home().toAbsolutePath().normalize(), launcher.app(), absolute);
      programs.build();
      PostgresServer postgres = running.add(PostgresServer.persistent(folder.postgres(), 0));
      var _ =
          running.add(
              () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
      NamedProcess server =
          new NamedProcess("PostgreSQL", PostgresServer.process(folder.postgres()).orElseThrow());
      RivalSetup setup = new RivalSetup(postgres, server, launcher, programs, plan, absolute);
      List<Contestant> contestants = contestants(setup, running);
      return report(measure(contestants));
    }
  }

  private List<Contestant> contestants(RivalSetup setup, ShutdownHook running) throws Exception {
    List<Contestant> contestants = new ArrayList<>();
    for (Group group : only) {
      contestants.addAll(
          switch (group) {
            case HTTP ->
                List.of(
                    http(setup, RivalPrograms.WORKER, "InsertJob"),
                    http(setup, RivalGoal.ALONE, RivalJobsMain.INSERT_ALONE),
                    http(setup, RivalGoal.SPRING_WEB, "InsertJob"));
            case WAIT ->
                List.of(
                    http(setup, RivalGoal.WAITS, RivalJobsMain.WAIT),
                    http(setup, RivalGoal.SPRING_WAITS, RivalJobsMain.WAIT));
            case SQS -> sqs(setup, running);
          });
    }
    contestants.forEach(running::add);
    return contestants;
  }

  private HttpContestant http(RivalSetup setup, String name, String jobType) throws Exception {
    PostgresDatabase database = database(setup, name);
    int port = RivalPrograms.freePort();
    JvmProgram program =
        switch (name) {
          case RivalPrograms.WORKER -> setup.programs().worker(database, port);
          case RivalGoal.SPRING_WEB, RivalGoal.SPRING_WAITS ->
              setup.programs().springWeb(name, database, port);
          default -> setup.programs().workerWithMoreJobs(name, database, port);
        };
    return new HttpContestant(
        program,
        database,
        LoadProcess.http(RivalPrograms.url(port), jobType, plan.connections()),
        setup);
  }

  private List<Contestant> sqs(RivalSetup setup, ShutdownHook running) throws Exception {
    ServerProcess sqs =
        running.add(
            new BenchmarkEnvironment(
                    setup.server().database("sqs"), Map.of(), setup.process(), setup.folder())
                .server("sqs", SqsServerMain.class));
    SqsQueue queue = running.add(SqsQueue.create(sqs.url()));
    NamedProcess process = new NamedProcess(RivalPrograms.SQS, sqs.process());
    int port = RivalPrograms.freePort();
    PostgresDatabase own = database(setup, RivalGoal.WITH_DAEMON);
    PostgresDatabase rival = database(setup, RivalGoal.SPRING_SQS);
    return List.of(
        queue(
            setup,
            RivalGoal.WITH_DAEMON,
            List.of(setup.programs().worker(own, port), setup.programs().daemon(queue, port)),
            own,
            queue,
            process),
        queue(
            setup,
            RivalGoal.SPRING_SQS,
            List.of(setup.programs().springCloudAws(rival, queue)),
            rival,
            queue,
            process));
  }

  private QueueContestant queue(
      RivalSetup setup,
      String name,
      List<JvmProgram> programs,
      PostgresDatabase database,
      SqsQueue queue,
      NamedProcess sqs) {
    return new QueueContestant(name, programs, database, queue, sqs, setup);
  }

  private static PostgresDatabase database(RivalSetup setup, String name) throws Exception {
    return setup.server().database(name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "_"));
  }

  private RivalResults measure(List<Contestant> contestants) throws Exception {
    RivalResults results = new RivalResults();
    for (Contestant contestant : contestants) {
      System.out.println("Preparing " + contestant.name());
      contestant.prepare();
      results.addIdle(contestant.name(), contestant.idleMib());
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      System.out.printf("Round %d of %d%n", round, plan.rounds());
      for (Contestant contestant : contestants) {
        results.add(contestant.name(), contestant.run(), System.out);
      }
    }
    return results;
  }

  private int report(RivalResults results) throws Exception {
    List<Measurement> measurements = new ArrayList<>(results.measurements());
    List<Threshold> thresholds = new ArrayList<>();
    for (RivalGoal goal : RivalGoal.all()) {
      if (goal.contestants().stream().allMatch(results::has)) {
        measurements.add(goal.measurement(results));
        thresholds.add(goal.threshold());
      }
    }
    new TextTable(
            List.of("benchmark", "figure", "value", "unit"),
            measurements.stream().map(Measurement::cells).toList())
        .print(System.out);
    file.add(measurements);
    System.out.println("Added to " + file.path());
    thresholds.forEach(threshold -> System.out.println(threshold.describe(measurements)));
    return check && !thresholds.stream().allMatch(threshold -> threshold.isMetIn(measurements))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }
}
