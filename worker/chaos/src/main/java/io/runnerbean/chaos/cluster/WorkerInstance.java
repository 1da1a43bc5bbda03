package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.TargetProcess;
import io.runnerbean.testkit.process.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker and the daemon beside it, which reaches it through a proxy. */
public record WorkerInstance(TcpProxy front, SupervisedProcess worker, SupervisedProcess daemon)
    implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)");

  /**
   * Starts both processes.
   *
   * @param daemonLines receives each line that the daemon prints
   */
  static WorkerInstance start(
      ProcessCommands setup,
      TargetProcess worker,
      TargetProcess daemon,
      Consumer<String> daemonLines,
      Watcher watcher)
      throws IOException {
    TcpProxy front = TcpProxy.start();
    URI app = URI.create("http://127.0.0.1:" + front.port());
    return new WorkerInstance(
        front,
        SupervisedProcess.start(
            worker,
            start -> setup.worker(worker, start),
            setup.log(worker),
            line -> setTarget(front, line),
            watcher),
        SupervisedProcess.start(
            daemon,
            start -> setup.daemon(daemon, start, app),
            setup.log(daemon),
            line -> showsPolling(line, daemonLines),
            watcher));
  }

  @Override
  public void close() throws IOException {
    try (front) {
      daemon.close();
      worker.close();
    }
  }

  private static boolean setTarget(TcpProxy front, String line) {
    Matcher listening = LISTENING.matcher(line);
    boolean listens = listening.find();
    if (listens) {
      front.target(Integer.parseInt(listening.group(1)));
    }
    return listens;
  }

  private static boolean showsPolling(String line, Consumer<String> daemonLines) {
    daemonLines.accept(line);
    return line.startsWith("Polling ");
  }
}
