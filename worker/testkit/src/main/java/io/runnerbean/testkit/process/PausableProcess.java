package io.runnerbean.testkit.process;

import java.io.IOException;

/** A process that can be held up at any point, and goes on as warm as it was. */
public final class PausableProcess implements AutoCloseable {

  private final ProcessHandle process;

  private PausableProcess(ProcessHandle process) {
    this.process = process;
  }

  public static PausableProcess start(ProcessBuilder command) throws IOException {
    return of(command.start().toHandle());
  }

  /** One that was started already. */
  public static PausableProcess of(ProcessHandle process) {
    return new PausableProcess(process);
  }

  public ProcessHandle process() {
    return process;
  }

  /** Holds it up; it answers nobody. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Kills it: a process that is held up does not hear anything else. */
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
