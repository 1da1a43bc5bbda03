package io.runnerbean.sqsd;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The app, and how the daemon posts messages to it.
 *
 * @param url scheme, host and port
 * @param httpPath the path that messages are posted to, beginning with a slash
 * @param healthPath a path that answers 200 while the app is ready; if null, the app is ready while
 *     its port accepts connections
 * @param mimeType the Content-Type of every POST, even of an empty one
 * @param connections the maximum number of concurrent POSTs, 1 to 100
 * @param connectTimeout the maximum time to open a connection
 * @param inactivityTimeout how long the app may send nothing before its POST counts as failed
 */
public record AppConfig(
    URI url,
    String httpPath,
    @Nullable String healthPath,
    String mimeType,
    int connections,
    Duration connectTimeout,
    Duration inactivityTimeout) {

  /**
   * Returns the number of pollers: one for each 10 connections, because SQS delivers at most 10
   * messages in one call.
   */
  public int pollers() {
    return (connections + Queue.BATCH - 1) / Queue.BATCH;
  }

  int port() {
    return url.getPort() < 0 ? 80 : url.getPort();
  }
}
