package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.TargetProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** A process that is started again whenever it ends, as Elastic Beanstalk does. */
public final class SupervisedProcess implements AutoCloseable {

  private final TargetProcess target;
  private final IntFunction<ProcessBuilder> command;
  private final Path log;
  private final Predicate<String> reader;
  private final Watcher watcher;
  private final Thread supervisor;
  private Process process;
  private int starts;
  private boolean over;

  private SupervisedProcess(
      TargetProcess target,
      IntFunction<ProcessBuilder> command,
      Path log,
      Predicate<String> reader,
      Watcher watcher)
      throws IOException {
    this.target = target;
    this.command = command;
    this.log = log;
    this.reader = reader;
    this.watcher = watcher;
    this.process = startNext();
    this.supervisor = Thread.ofVirtual().name("supervisor").start(this::supervise);
  }

  /**
   * Starts the process.
   *
   * @param command makes the command for a start; the first has the number 1
   * @param log the file to which its output is added
   * @param reader receives each line, and returns whether it shows that the process is ready
   */
  public static SupervisedProcess start(
      TargetProcess target,
      IntFunction<ProcessBuilder> command,
      Path log,
      Predicate<String> reader,
      Watcher watcher)
      throws IOException {
    return new SupervisedProcess(target, command, log, reader, watcher);
  }

  /** Kills it with {@code kill -9}; false if it had ended already. */
  public synchronized boolean kill() {
    return process.isAlive() && process.toHandle().destroyForcibly();
  }

  /** Stops it by SIGTERM. */
  public synchronized void stop() {
    // Process.destroy would close the stream from which its last lines are read.
    boolean _ = process.toHandle().destroy();
  }

  /** The number of starts. */
  public synchronized int starts() {
    return starts;
  }

  /** Stops it, and does not start it again. */
  @Override
  public void close() {
    synchronized (this) {
      over = true;
      stop();
    }
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    try {
      Optional<Process> current = Optional.of(process);
      while (current.isPresent()) {
        read(current.get());
        int _ = current.get().waitFor();
        current = restart();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not start the %s again".formatted(target.words()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Process> restart() throws IOException {
    if (over) {
      return Optional.empty();
    }
    process = startNext();
    return Optional.of(process);
  }

  private Process startNext() throws IOException {
    starts++;
    Process started = command.apply(starts).redirectErrorStream(true).start();
    watcher.started(target, starts);
    return started;
  }

  private void read(Process current) throws IOException {
    try (BufferedReader lines = current.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (reader.test(line)) {
          watcher.ready(target, starts());
        }
      }
    }
  }
}
