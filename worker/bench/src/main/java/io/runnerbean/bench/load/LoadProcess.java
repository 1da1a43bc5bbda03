package io.runnerbean.bench.load;

import io.runnerbean.testkit.process.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load generator in its own process, so that its CPU time is measured separately. */
public final class LoadProcess implements AutoCloseable {

  private static final List<String> HEAP = List.of("-Xmx512m");

  private final Process process;
  private final Writer requests;
  private final BufferedReader results;

  private LoadProcess(Process process) {
    this.process = process;
    this.requests = process.outputWriter();
    this.results = process.inputReader();
  }

  /** Posts InsertJob to the worker at this address over this many connections. */
  public static LoadProcess http(URI worker, int connections) throws IOException {
    return http(worker, "InsertJob", connections);
  }

  /**
   * Posts jobs of this type. Each run opens its own connections, so the server may start between
   * two runs.
   */
  public static LoadProcess http(URI server, String jobType, int connections) throws IOException {
    return start(Map.of(), "http", server.toString(), jobType, String.valueOf(connections));
  }

  /** Inserts into the database that the environment names. */
  public static LoadProcess jdbc(Map<String, String> environment) throws IOException {
    return start(environment, "jdbc");
  }

  /** Executes the transaction of this name in the database that the environment names. */
  public static LoadProcess sql(
      String transaction, Map<String, String> environment, int connections) throws IOException {
    return start(environment, "sql", transaction, String.valueOf(connections));
  }

  /** Receives and deletes messages of the queue that the environment names. */
  public static LoadProcess receiveAndDelete(Map<String, String> environment) throws IOException {
    return start(environment, "receive-and-delete");
  }

  /** Generates load for this time. */
  public LoadResult run(Duration time) throws IOException {
    return run(time.toMillis());
  }

  /**
   * Generates this much load.
   *
   * @param amount milliseconds, or messages for {@link #receiveAndDelete}
   * @throws IOException if a job failed; its stack trace is on standard error
   */
  public LoadResult run(long amount) throws IOException {
    requests.write(amount + "\n");
    requests.flush();
    String result = results.readLine();
    if (result == null) {
      throw new IOException("The load generator failed. The stack trace above shows why.");
    }
    return LoadResult.parse(result);
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static LoadProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    ProcessBuilder command = Jvm.of(HEAP, LoadGeneratorMain.class, environment, List.of(arguments));
    return new LoadProcess(command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }
}
