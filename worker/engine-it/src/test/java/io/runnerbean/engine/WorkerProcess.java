package io.runnerbean.engine;

import io.runnerbean.embedded.PostgresDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link WorkerMain} that runs. */
final class WorkerProcess implements AutoCloseable {

  private static final String LISTENING = "Listening on port ";

  private final Process process;
  private final int port;

  private WorkerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** With short leases, on a free port. */
  static WorkerProcess start(PostgresDatabase database) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName())
            .redirectErrorStream(true);
    command.environment().putAll(database.environment());
    command
        .environment()
        .putAll(Map.of("RUNNERBEAN_PORT", "0", "RUNNERBEAN_DRAIN", "1", "RUNNERBEAN_LEASE", "5"));
    Process process = command.start();
    return new WorkerProcess(process, port(process.inputReader()));
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

  /** As the kernel does when memory runs out. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As a deploy does. */
  void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(100, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What it prints goes on to be read, or it would block. */
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
      System.out.println("the worker was ended");
    }
  }
}
