package io.runnerbean.bench.launch;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** A server that listens, in its own JVM. */
public interface RunningServer extends AutoCloseable {

  URI url();

  /** The start time of the JVM. The call may be slow, so make it after the measurement. */
  Instant startedAt() throws IOException;

  /** The JVM. */
  ProcessHandle jvm() throws IOException;

  /** Sends SIGTERM, and waits until the server has ended. */
  @Override
  void close();
}
