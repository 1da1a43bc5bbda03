package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A running process of {@link WorkerMain}. */
final class WorkerProcess implements AutoCloseable {

  private static final String LISTENING = "Listening on port ";

  private final Process process;
  private final int port;

  private WorkerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Tests start a dozen processes. These share a class-data archive, which halves the cost of a
   * start. The JVM archives only classes from jars at the head of the class path.
   */
  private static final class Archive {

    static final String OPTION = "-XX:SharedArchiveFile=" + make();

    private static Path make() {
      Path target = Path.of("target").toAbsolutePath();
      Path list = target.resolve("worker.classes");
      Path archive = target.resolve("worker.jsa");
      try (PostgresServer postgres = PostgresServer.temporary();
          WorkerProcess worker =
              start(
                  List.of("-XX:DumpLoadedClassList=" + list, "-Xmx256m"),
                  postgres.database("archive"))) {
        worker.terminate();
        List<String> dump =
            List.of(
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive);
        Process dumping = java(dump, jars()).inheritIO().start();
        assertThat(dumping.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(dumping.exitValue()).as("the JVM makes an archive").isZero();
        return archive;
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts a worker with short leases on a free port. */
  static WorkerProcess start(PostgresDatabase database) throws IOException {
    return start(List.of(Archive.OPTION, "-Xmx256m"), database);
  }

  /** Starts a worker with a heap of 128 MiB, which ends if that is not enough. */
  static WorkerProcess small(PostgresDatabase database) throws IOException {
    return start(
        List.of(
            Archive.OPTION,
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+ExitOnOutOfMemoryError"),
        database);
  }

  private static WorkerProcess start(List<String> flags, PostgresDatabase database)
      throws IOException {
    String classPath = jars() + File.pathSeparator + folders();
    ProcessBuilder command = java(flags, classPath, WorkerMain.class.getName());
    command.environment().putAll(database.environment());
    command
        .environment()
        .putAll(Map.of("RUNNERBEAN_PORT", "0", "RUNNERBEAN_DRAIN", "1", "RUNNERBEAN_LEASE", "5"));
    Process process = command.redirectErrorStream(true).start();
    return new WorkerProcess(process, port(process.inputReader()));
  }

  private static ProcessBuilder java(List<String> flags, String classPath, String... main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
    command.addAll(flags);
    command.addAll(List.of(main));
    return new ProcessBuilder(command);
  }

  private static String jars() {
    return classPath(entry -> entry.endsWith(".jar"));
  }

  private static String folders() {
    return classPath(entry -> !entry.endsWith(".jar"));
  }

  private static String classPath(Predicate<String> which) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(which)
        .collect(Collectors.joining(File.pathSeparator));
  }

  int port() {
    return port;
  }

  /** The memory that it occupies; 0 if this system does not tell it like Linux. */
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  HttpResponse<String> post(String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Sends SIGKILL, as the kernel does when memory runs out. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Sends SIGTERM, as a deployment does. */
  void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Waits until the process has ended. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process did not end within 300 s");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Keeps reading the output after the port, because the process would block otherwise. */
  private static int port(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> printRest(output));
        return Integer.parseInt(line.substring(LISTENING.length()));
      }
      System.out.println(line);
    }
    throw new IOException("the worker ended before it listened");
  }

  private static void printRest(BufferedReader output) {
    try {
      output.lines().forEach(System.out::println);
    } catch (UncheckedIOException closed) {
      System.out.println("the worker was stopped");
    }
  }
}
