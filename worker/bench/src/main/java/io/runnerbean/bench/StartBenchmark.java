package io.runnerbean.bench;

import io.runnerbean.bench.launch.AotTraining;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.Launcher;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.testkit.process.ProcessMemory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The time from the start of a worker's JVM to its first 200. The baseline is a server with the
 * same libraries and without the engine. Each has a migrated database, the same flags and an AOT
 * cache.
 *
 * @param folder for caches, and for the output of the servers
 */
public record StartBenchmark(
    Launcher launcher,
    BenchmarkEnvironment environment,
    BenchmarkEnvironment bareEnvironment,
    Plan plan,
    Path folder) {

  public static final Threshold THRESHOLD =
      new Threshold(
          "start", "ratio to bare Undertow, Hibernate and Flyway", Threshold.Bound.AT_MOST, 1.3);

  /** The Dockerfile gives the reason. */
  private static final String WITH_CACHE = "-XX:CompileThresholdScaling=4";

  private static final String NAME = THRESHOLD.benchmark();

  /** The file that the baseline server needs, also in a container. */
  public static Path baselineJar() {
    return BaselineServerMain.jar();
  }

  /** Trains both servers, which also migrates their databases, and then starts them alternately. */
  public List<Measurement> measure(PrintStream out) throws IOException, InterruptedException {
    out.printf("Start: from the start of the JVM to its first 200, %s%n", launcher.name());
    JvmProgram worker = trained(worker(), launcher.shippedCache(), out);
    JvmProgram bare = trained(bare(), Optional.empty(), out);
    var _ = seconds(worker);
    var _ = seconds(bare);
    List<Double> workerTimes = new ArrayList<>();
    List<Double> bareTimes = new ArrayList<>();
    for (int start = 1; start <= plan.starts(); start++) {
      workerTimes.add(seconds(worker));
      bareTimes.add(seconds(bare));
      out.printf(
          "  start    %2d of %d   worker %.2f s   bare %.2f s%n",
          start, plan.starts(), workerTimes.getLast(), bareTimes.getLast());
    }
    List<Measurement> measurements = times(workerTimes, bareTimes);
    measurements.addAll(memory(worker));
    return measurements;
  }

  private JvmProgram worker() {
    return new JvmProgram(
        "start-worker",
        concat(BenchmarkEnvironment.HEAP, launcher.worker()),
        environment.settings());
  }

  /** Adds the worker's jar to the class path, because its manifest names all libraries. */
  private JvmProgram bare() {
    String classpath = BaselineServerMain.jar() + ":" + launcher.app().resolve("runnerbean.jar");
    List<String> program =
        List.of(launcher.options(), "-cp", classpath, BaselineServerMain.class.getName());
    return new JvmProgram(
        "start-bare", concat(BenchmarkEnvironment.HEAP, program), bareEnvironment.settings());
  }

  private JvmProgram trained(JvmProgram program, Optional<Path> shipped, PrintStream out)
      throws IOException, InterruptedException {
    Path cache = shipped.orElse(folder.resolve(program.name() + ".aot"));
    if (shipped.isEmpty()) {
      out.printf("  training %s for %d s%n", program.name(), plan.each().toSeconds());
      new AotTraining(launcher, folder, plan.each()).train(program, cache);
    }
    return program.cached(cache).with(WITH_CACHE);
  }

  private double seconds(JvmProgram program) throws IOException, InterruptedException {
    try (RunningServer server = launcher.start(program, folder)) {
      post(server.url());
      Instant answered = Instant.now();
      return Duration.between(server.startedAt(), answered).toNanos() / 1e9;
    }
  }

  private List<Measurement> memory(JvmProgram worker) throws IOException, InterruptedException {
    List<Measurement> measurements = new ArrayList<>();
    try (RunningServer server = launcher.start(worker, folder);
        LoadProcess load = LoadProcess.http(server.url(), plan.connections())) {
      ProcessHandle jvm = server.jvm();
      ProcessMemory.now(jvm).ifPresent(kib -> measurements.add(memory("idle", kib)));
      load.run(plan.each());
      ProcessMemory.peak(jvm).ifPresent(kib -> measurements.add(memory("peak", kib)));
    }
    return measurements;
  }

  /**
   * The ratio is the median of the ratios of all pairs. The starts of a pair follow each other, so
   * other load on the machine slows both.
   */
  private static List<Measurement> times(List<Double> workerTimes, List<Double> bareTimes) {
    return new ArrayList<>(
        List.of(
            new Measurement(NAME, "worker's first 200", median(workerTimes), "s"),
            new Measurement(
                NAME, "first 200 of bare Undertow, Hibernate and Flyway", median(bareTimes), "s"),
            THRESHOLD.measurement(median(ratios(workerTimes, bareTimes)))));
  }

  private static List<Double> ratios(List<Double> workerTimes, List<Double> bareTimes) {
    return IntStream.range(0, workerTimes.size())
        .mapToObj(i -> workerTimes.get(i) / bareTimes.get(i))
        .toList();
  }

  private static Measurement memory(String when, long kib) {
    return new Measurement(NAME, "worker's %s memory".formatted(when), kib / 1024.0, "MiB");
  }

  private static void post(URI server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/job/run/InsertJob"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"data\":\"start\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the first status was " + status);
      }
    }
  }

  private static List<String> concat(List<String> flags, List<String> program) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(program);
    return all;
  }

  private static double median(List<Double> seconds) {
    return Median.of(seconds.stream().mapToDouble(Double::doubleValue));
  }
}
