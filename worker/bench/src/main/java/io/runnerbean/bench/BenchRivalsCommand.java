package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.testkit.Checkout;
import io.runnerbean.testkit.FreePort;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
    plan.check();
    try (ShutdownHook running = ShutdownHook.install()) {
      BenchmarkServer server = BenchmarkServer.start(data, running);
      Path home = Checkout.home().toAbsolutePath().normalize();
      HostLauncher launcher = HostLauncher.of(home);
      RivalPrograms programs = new RivalPrograms(home, launcher, server.folder());
      programs.build();
      RivalSetup setup = new RivalSetup(server, launcher, programs, plan);
      return report(measure(contestants(setup, running)));
    }
  }

  private List<Contestant> contestants(RivalSetup setup, ShutdownHook running) throws Exception {
    List<Contestant> contestants = new ArrayList<>();
    URI service = running.add(setup.start("service", SlowServiceMain.class)).url();
    for (Group group : only) {
      contestants.addAll(
          switch (group) {
            case HTTP ->
                List.of(
                    http(setup, service, RivalPrograms.WORKER, "InsertJob"),
                    http(setup, service, RivalGoal.ALONE, RivalJobsMain.INSERT_ALONE),
                    http(setup, service, RivalGoal.SPRING_WEB, "InsertJob"));
            case WAIT ->
                List.of(
                    http(setup, service, RivalGoal.WAITS, RivalJobsMain.WAIT),
                    http(setup, service, RivalGoal.SPRING_WAITS, RivalJobsMain.WAIT));
            case SQS -> sqs(setup, running);
          });
    }
    contestants.forEach(running::add);
    return contestants;
  }

  private HttpContestant http(RivalSetup setup, URI service, String name, String jobType)
      throws Exception {
    PostgresDatabase database = database(setup, name);
    int port = FreePort.choose(); // each program keeps its own, so that the load can stay warm
    JvmProgram program =
        switch (name) {
          case RivalPrograms.WORKER -> setup.programs().worker(database, port);
          case RivalGoal.SPRING_WEB, RivalGoal.SPRING_WAITS ->
              setup.programs().springWeb(name, database, port, service);
          default -> setup.programs().workerWithMoreJobs(name, database, port, service);
        };
    return new HttpContestant(
        program,
        database,
        LoadProcess.http(RivalPrograms.url(port), jobType, plan.connections()),
        setup);
  }

  private List<Contestant> sqs(RivalSetup setup, ShutdownHook running) throws Exception {
    ServerProcess sqs = running.add(setup.start("sqs", SqsServerMain.class));
    SqsQueue queue = running.add(SqsQueue.create(sqs.url()));
    NamedProcess process = new NamedProcess(RivalPrograms.SQS, sqs.process());
    int port = FreePort.choose();
    PostgresDatabase own = database(setup, RivalGoal.WITH_DAEMON);
    PostgresDatabase polling = database(setup, RivalGoal.POLLING);
    PostgresDatabase rival = database(setup, RivalGoal.SPRING_SQS);
    return List.of(
        new QueueContestant(
            RivalGoal.POLLING,
            List.of(setup.programs().polling(polling, queue)),
            polling,
            queue,
            process,
            setup),
        new QueueContestant(
            RivalGoal.WITH_DAEMON,
            List.of(setup.programs().worker(own, port), setup.programs().daemon(queue, port)),
            own,
            queue,
            process,
            setup),
        new QueueContestant(
            RivalGoal.SPRING_SQS,
            List.of(setup.programs().springCloudAws(rival, queue)),
            rival,
            queue,
            process,
            setup));
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
    return new BenchmarkReport(file, check).print(measurements, thresholds);
  }
}
