package io.runnerbean.dev;

import io.runnerbean.testkit.PostgresDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Dev mode or another command, in its own process. */
final class DevProcess implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** All benchmarks together take more than a minute on a slow machine. */
  private static final Duration EXIT_TIMEOUT = Duration.ofMinutes(15);

  private final Process process;
  private final Path output;

  private DevProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts dev mode on free ports. */
  static DevProcess dev(Path data, String... options) throws IOException {
    return start(Map.of("RUNNERBEAN_LOG_RUNS", "all"), arguments(data, options));
  }

  /** Returns the arguments of dev mode on free ports. */
  static List<String> arguments(Path data, String... options) {
    List<String> arguments = new ArrayList<>(List.of("dev", "--data", data.toString()));
    arguments.addAll(List.of("--port", "0", "--postgres-port", "0", "--sqs-port", "0"));
    arguments.addAll(List.of(options));
    return arguments;
  }

  /** Starts a command that finds dev mode by its environment file. */
  static DevProcess command(Path data, String... arguments) throws IOException {
    return start(environment(data), List.of(arguments));
  }

  /** Starts a command with this environment. */
  static DevProcess command(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(environment, List.of(arguments));
  }

  /** Reads the environment that dev mode wrote for other commands. */
  static Map<String, String> environment(Path data) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : Files.readAllLines(data.resolve("dev.env"))) {
      String[] pair = line.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    return environment;
  }

  /** Returns the database of a running dev mode. */
  static PostgresDatabase database(Path data) throws IOException {
    return PostgresDatabase.of(environment(data));
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  DevProcess awaitOutput(String text) {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .failFast(
            "the process ended: " + output, () -> !process.isAlive() && !output().contains(text))
        .until(() -> output().contains(text));
    return this;
  }

  /** Waits until a job of this type has succeeded, and returns the log line that says so. */
  String awaitSuccess(String jobType) throws IOException {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("the process ended: " + output, () -> !process.isAlive())
        .until(() -> success(jobType).isPresent());
    return success(jobType).orElseThrow();
  }

  /** Returns its address, once it has printed the port. */
  URI url() throws IOException {
    String output = awaitOutput("Listening on port ").awaitOutput("\n").output();
    return URI.create(
        "http://127.0.0.1:" + output.replaceFirst("(?s).*Listening on port (\\d+).*", "$1"));
  }

  /** Waits for the end and returns the exit code. */
  int awaitEnd() {
    return process
        .onExit()
        .orTimeout(EXIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join()
        .exitValue();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends SIGTERM, without waiting for the end. */
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGINT, as Ctrl-C does, and returns the exit code. */
  int interrupt() throws IOException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().onExit().join();
    return awaitEnd();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      interrupt();
    }
  }

  private Optional<String> success(String jobType) throws IOException {
    return output()
        .lines()
        .filter(line ->
            line.contains("\"outcome\":\"succeeded\"")
                && line.contains("\"job_type\":\"%s\"".formatted(jobType)))
        .findFirst();
  }

  private static DevProcess start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start(LaunchedJvm.of(DevMain.class, environment, arguments));
  }

  /** Starts any program. */
  static DevProcess start(ProcessBuilder command) throws IOException {
    Path output = Files.createTempFile("runnerbean", ".log");
    return new DevProcess(
        command.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }
}
