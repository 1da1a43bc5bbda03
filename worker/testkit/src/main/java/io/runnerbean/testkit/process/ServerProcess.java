package io.runnerbean.testkit.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A server in its own process, which prints the port it listens on. Its output goes to a file. */
public final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)\n");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private final Process process;
  private final Path output;
  private final URI url;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.url = awaitUrl();
  }

  /**
   * Starts the server, and waits until it listens.
   *
   * @throws IllegalStateException if it ends, or does not listen within 60 s
   */
  public static ServerProcess start(ProcessBuilder command, Path output) throws IOException {
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      return new ServerProcess(process, output);
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  public URI url() {
    return url;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /**
   * Polls the file. A pipe would be faster, but this process would then have to read the entire log
   * from it, on the cores that are measured.
   */
  private URI awaitUrl() {
    try {
      return Awaitility.await()
          .atMost(TIMEOUT)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .failFast(() -> !process.isAlive())
          .until(this::findUrl, Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException("A server did not start. Its output is in " + output, e);
    }
  }

  private Optional<URI> findUrl() throws IOException {
    Matcher listening = LISTENING.matcher(Files.readString(output));
    return listening.find()
        ? Optional.of(URI.create("http://127.0.0.1:" + listening.group(1)))
        : Optional.empty();
  }
}
