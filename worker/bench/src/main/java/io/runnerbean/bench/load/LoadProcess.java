package io.runnerbean.bench.load;

import io.runnerbean.testkit.process.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A load in a process of its own, so that its costs are its own. */
public final class LoadProcess implements AutoCloseable {

  private static final List<String> HEAP = List.of("-Xmx512m");

  private final Process process;
  private final Writer orders;
  private final BufferedReader results;

  private LoadProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter();
    this.results = process.inputReader();
  }

  /** Posts to the worker at this address, over that many connections. */
  public static LoadProcess http(URI worker, int connections) throws IOException {
    return start(Map.of(), "http", worker.toString(), String.valueOf(connections));
  }

  /** Inserts into the database that the environment names. */
  public static LoadProcess jdbc(Map<String, String> environment) throws IOException {
    return start(environment, "jdbc");
  }

  /** Executes the SQL of this name, in the database that the environment names. */
  public static LoadProcess sql(String work, Map<String, String> environment, int connections)
      throws IOException {
    return start(environment, "sql", work, String.valueOf(connections));
  }

  /** Receives and deletes messages of the queue that the environment names. */
  public static LoadProcess drain(Map<String, String> environment) throws IOException {
    return start(environment, "drain");
  }

  /** Works for that long. */
  public LoadResult run(Duration time) throws IOException {
    return run(time.toMillis());
  }

  /**
   * Does so much work.
   *
   * @throws IOException if a job failed; its trace is on the standard error
   */
  public LoadResult run(long amount) throws IOException {
    orders.write(amount + "\n");
    orders.flush();
    String result = results.readLine();
    if (result == null) {
      throw new IOException("The load broke off; the trace above says at what.");
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
    ProcessBuilder command = Jvm.of(HEAP, LoadMain.class, environment, List.of(arguments));
    return new LoadProcess(command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }
}
