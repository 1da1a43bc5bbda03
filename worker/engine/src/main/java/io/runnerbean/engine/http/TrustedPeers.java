package io.runnerbean.engine.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts that may post to {@code /job/run}: always the loopback, and these addresses. */
public record TrustedPeers(Set<InetAddress> addresses) {

  public TrustedPeers {
    addresses = Set.copyOf(addresses);
  }

  /** Only the loopback. */
  public static TrustedPeers none() {
    return new TrustedPeers(Set.of());
  }

  /**
   * Reads IP addresses, separated by commas.
   *
   * @throws IllegalArgumentException if an entry is not an IP address; names are not looked up
   */
  static TrustedPeers parse(String list) {
    return new TrustedPeers(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .map(TrustedPeers::address)
            .collect(Collectors.toSet()));
  }

  boolean include(InetAddress peer) {
    return peer.isLoopbackAddress() || addresses.contains(peer);
  }

  @Override
  public String toString() {
    return addresses.stream()
        .map(InetAddress::getHostAddress)
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it must be IP addresses, separated by commas", e);
    }
  }
}
