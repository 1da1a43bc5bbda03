package io.runnerbean.engine.http;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.http.auth.AccessConfig;
import java.time.Duration;

/**
 * Where the worker listens, and which callers it allows.
 *
 * @param port 1 to 65535, or 0 for a free one
 * @param drain how long jobs may continue after the worker has begun to stop, 1 s to 1 h
 */
public record HttpConfig(
    String host, int port, TrustedPeers trustedPeers, AccessConfig access, Duration drain) {

  /** With the time for handing back, it is below the 30 s that ECS grants. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** Listens on loopback, and allows every caller that can reach it there. */
  public static HttpConfig loopback(int port) {
    return new HttpConfig("127.0.0.1", port, TrustedPeers.none(), AccessConfig.open(), DRAIN);
  }

  public static HttpConfig from(SettingsReader settings) {
    return new HttpConfig(
        settings.text("RUNNERBEAN_HOST", "0.0.0.0"),
        settings.number("RUNNERBEAN_PORT", 8080, 0, 65535),
        settings.read("RUNNERBEAN_TRUSTED_PEERS", TrustedPeers.none(), TrustedPeers::parse),
        AccessConfig.from(settings),
        Duration.ofSeconds(settings.number("RUNNERBEAN_DRAIN", (int) DRAIN.toSeconds(), 1, 3600)));
  }
}
