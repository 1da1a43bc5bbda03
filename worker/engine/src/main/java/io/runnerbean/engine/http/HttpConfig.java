package io.runnerbean.engine.http;

import io.runnerbean.engine.access.AccessConfig;
import io.runnerbean.engine.config.Settings;

/**
 * Where the worker listens and to whom.
 *
 * @param port 1 to 65535, or 0 for a free one
 */
public record HttpConfig(String host, int port, TrustedPeers trustedPeers, AccessConfig access) {

  /** On loopback, open to all who can reach it there. */
  public static HttpConfig loopback(int port) {
    return new HttpConfig("127.0.0.1", port, TrustedPeers.none(), AccessConfig.open());
  }

  public static HttpConfig from(Settings settings) {
    return new HttpConfig(
        settings.text("RUNNERBEAN_HOST", "0.0.0.0"),
        settings.number("RUNNERBEAN_PORT", 8080, 0, 65535),
        settings.read("RUNNERBEAN_TRUSTED_PEERS", ContainerGateway.find(), TrustedPeers::parse),
        AccessConfig.from(settings));
  }
}
