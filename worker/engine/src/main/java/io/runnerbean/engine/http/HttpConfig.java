package io.runnerbean.engine.http;

import io.runnerbean.engine.config.Settings;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the worker listens and to whom.
 *
 * @param port 1 to 65535, or 0 for a free one
 * @param trustedPeers who, beside the loopback, may post to /job/run
 */
public record HttpConfig(String host, int port, Set<InetAddress> trustedPeers) {

  public HttpConfig {
    trustedPeers = Set.copyOf(trustedPeers);
  }

  public static HttpConfig from(Settings settings) {
    return new HttpConfig(
        settings.text("RUNNERBEAN_HOST", "0.0.0.0"),
        settings.number("RUNNERBEAN_PORT", 8080, 0, 65535),
        settings.read("RUNNERBEAN_TRUSTED_PEERS", ContainerGateway.find(), HttpConfig::addresses));
  }

  private static Set<InetAddress> addresses(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .map(HttpConfig::address)
        .collect(Collectors.toSet());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it must be IP addresses, separated by commas", e);
    }
  }
}
