package io.runnerbean.testkit.process;

import java.io.IOException;

/** A process that can be paused at any point. It keeps its compiled code while it is paused. */
public final class PausableProcess implements AutoCloseable {

  private final ProcessHandle process;

  private PausableProcess(ProcessHandle process) {
    this.process = process;
  }

  public static PausableProcess start(ProcessBuilder command) throws IOException {
    return of(command.start().toHandle());
  }

  /** Returns a process that is already running. */
  public static PausableProcess of(ProcessHandle process) {
    return new PausableProcess(process);
  }

  public ProcessHandle process() {
    return process;
  }

  /** Pauses the process. It does not answer until it is resumed. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Kills the process, because a paused process handles no other signal. */
  @Override
  public void close() {
    boolean _ = process.destroyForcibly();
    var _ = process.onExit().join();
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("could not send SIG" + name + " to process " + process.pid());
    }
  }
}
