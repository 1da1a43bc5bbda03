package io.runnerbean.dev.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that says on which port it listens. What it prints goes to a file. */
public final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)\n");
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private final Process process;
  private final Path output;
  private final URI url;

  private ServerProcess(Process process, Path output) throws IOException, InterruptedException {
    this.process = process;
    this.output = output;
    this.url = awaitUrl();
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @throws IllegalStateException if it ends, or does not listen within 60 s
   */
  public static ServerProcess start(ProcessBuilder command, Path output)
      throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      return new ServerProcess(process, output);
    } catch (RuntimeException | IOException | InterruptedException e) {
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
   * Looks again and again: a pipe would tell at once, but somebody would then have to read all that
   * the process logs from it, on the cores that are measured.
   */
  private URI awaitUrl() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher listening = LISTENING.matcher(Files.readString(output));
      if (listening.find()) {
        return URI.create("http://127.0.0.1:" + listening.group(1));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new IllegalStateException("A server did not start; what it printed is in " + output);
  }
}
