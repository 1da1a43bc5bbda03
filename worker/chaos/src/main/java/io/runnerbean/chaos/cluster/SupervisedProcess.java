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

/** A process that is started again whenever it ends, as Beanstalk does it. */
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
    this.process = next();
    this.supervisor = Thread.ofVirtual().name("supervisor").start(this::supervise);
  }

  /**
   * Starts it.
   *
   * @param command for the so manieth start, from 1
   * @param log where its lines are added
   * @param reader is given each of them, and says whether it means that the process is ready
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

  /** Kills it as {@code kill -9} does; false: it had just ended anyway. */
  public synchronized boolean kill() {
    return process.isAlive() && process.toHandle().destroyForcibly();
  }

  /** Tells it to stop. */
  public synchronized void stop() {
    // By its handle: the process itself would close the stream that its last words come from.
    boolean _ = process.toHandle().destroy();
  }

  /** How often it was started. */
  public synchronized int starts() {
    return starts;
  }

  /** Stops it for good. */
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
        current = again();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not start the %s again".formatted(target.words()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Process> again() throws IOException {
    if (over) {
      return Optional.empty();
    }
    process = next();
    return Optional.of(process);
  }

  private Process next() throws IOException {
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
