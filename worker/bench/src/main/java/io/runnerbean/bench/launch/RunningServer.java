package io.runnerbean.bench.launch;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** A server that listens, in a JVM of its own. */
public interface RunningServer extends AutoCloseable {

  URI url();

  /** When the JVM was started. To tell may take time: ask when nothing is measured any more. */
  Instant begun() throws IOException;

  /** The JVM. */
  ProcessHandle jvm() throws IOException;

  /** Lets it stop as it does on SIGTERM, and waits for its end. */
  @Override
  void close();
}
