package io.runnerbean.sqsd;

import io.runnerbean.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
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
 * @param key signs each POST; null: none is signed
 */
public record AppConfig(
    URI url,
    String httpPath,
    @Nullable String healthPath,
    String mimeType,
    int connections,
    Duration connectTimeout,
    Duration inactivityTimeout,
    @Nullable Secret key) {

  private static final int LONGEST_PATH = 1_000;

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

  /** Returns the URI of a path. Its scheme, host and port are always those of the app. */
  URI uri(String path) {
    return URI.create("%s://%s%s".formatted(url.getScheme(), url.getRawAuthority(), path(path)));
  }

  /**
   * Returns a path in the form in which it is sent. A path that begins with two slashes would name
   * a host.
   *
   * @throws IllegalArgumentException if it is not a path
   */
  public static String path(String text) {
    String rule =
        "it must be a path that begins with one slash, such as /job/run, and has at most 1000 characters";
    if (!text.startsWith("/") || text.startsWith("//")) {
      throw new IllegalArgumentException(rule);
    }
    try {
      URI path = new URI(new URI(text).toASCIIString());
      String query = path.getRawQuery();
      String sent = path.getRawPath() + (query == null || query.isEmpty() ? "" : "?" + query);
      if (sent.length() > LONGEST_PATH) {
        throw new IllegalArgumentException(rule);
      }
      return sent;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }
}
