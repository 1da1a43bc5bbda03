package io.runnerbean.sqsd;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go.
 *
 * @param url scheme, host and port
 * @param httpPath where messages are posted, beginning with a slash
 * @param healthPath what answers 200 while the app takes work; null: it does while its port accepts
 *     connections
 * @param mimeType the Content-Type of every POST, even of an empty one
 * @param connections how many POSTs may be under way at once, 1 to 100
 * @param connectTimeout how long a connection may take to open
 * @param inactivityTimeout how long the app may be silent before its POST counts as failed
 */
public record AppConfig(
    URI url,
    String httpPath,
    @Nullable String healthPath,
    String mimeType,
    int connections,
    Duration connectTimeout,
    Duration inactivityTimeout) {

  /** One takes as many messages as SQS hands out at once, so there is one for as many POSTs. */
  public int pollers() {
    return (connections + Queue.BATCH - 1) / Queue.BATCH;
  }

  int port() {
    return url.getPort() < 0 ? 80 : url.getPort();
  }
}
