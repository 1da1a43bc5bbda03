package io.runnerbean.dev.chaos.stage;

import io.runnerbean.dev.chaos.fault.Victim;
import io.runnerbean.dev.process.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker and the daemon beside it, which reaches it through a proxy. */
public record Instance(TcpProxy front, Supervised worker, Supervised daemon)
    implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)");

  /**
   * Starts both.
   *
   * @param daemonLines is given each line that the daemon prints
   */
  public static Instance start(
      Setup setup, Victim worker, Victim daemon, Consumer<String> daemonLines) throws IOException {
    TcpProxy front = TcpProxy.start();
    URI app = URI.create("http://127.0.0.1:" + front.port());
    return new Instance(
        front,
        Supervised.start(
            worker.name(),
            start -> setup.worker(worker, start),
            setup.log(worker),
            line -> direct(front, line)),
        Supervised.start(
            daemon.name(),
            start -> setup.daemon(daemon, start, app),
            setup.log(daemon),
            daemonLines));
  }

  @Override
  public void close() throws IOException {
    try (front) {
      daemon.close();
      worker.close();
    }
  }

  private static void direct(TcpProxy front, String line) {
    Matcher listening = LISTENING.matcher(line);
    if (listening.find()) {
      front.target(Integer.parseInt(listening.group(1)));
    }
  }
}
