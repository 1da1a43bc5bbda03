package io.runnerbean.engine.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hosts that may post to {@code /job/run}: always the loopback, and these networks. */
public record TrustedPeers(List<Network> networks) {

  private static final String GATEWAY = "gateway";

  public TrustedPeers {
    networks = List.copyOf(networks);
  }

  /**
   * The addresses that begin with the same bits.
   *
   * @param address the bits; those after the prefix do not matter
   * @param prefix how many bits are compared
   */
  public record Network(InetAddress address, int prefix) {

    private static final Pattern ADDRESS = Pattern.compile("\\d+([.]\\d+){3}|[0-9a-fA-F:.]*:.*");
    private static final String RULE =
        "it must be IP addresses or networks such as 10.0.0.0/16, or the word gateway, separated by commas";

    /** One address. */
    static Network of(InetAddress address) {
      return new Network(address, bits(address));
    }

    /** Reads an address or a network. Names are not looked up. */
    static Network parse(String text) {
      String[] parts = text.split("/", 2);
      try {
        if (!ADDRESS.matcher(parts[0]).matches()) { // 10 would be 0.0.0.10
          throw new IllegalArgumentException(RULE);
        }
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int prefix = parts.length == 1 ? bits(address) : Integer.parseInt(parts[1]);
        if (prefix >= 0 && prefix <= bits(address)) {
          return new Network(address, prefix);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(RULE, e);
      }
      throw new IllegalArgumentException(RULE);
    }

    boolean includes(InetAddress peer) {
      byte[] own = address.getAddress();
      byte[] other = peer.getAddress();
      if (own.length != other.length) {
        return false;
      }
      int bytes = prefix / Byte.SIZE;
      int rest = Byte.SIZE - prefix % Byte.SIZE;
      return Arrays.equals(own, 0, bytes, other, 0, bytes)
          && (rest == Byte.SIZE || (own[bytes] ^ other[bytes]) >> rest == 0);
    }

    @Override
    public String toString() {
      String text = address.getHostAddress();
      return prefix == bits(address) ? text : text + "/" + prefix;
    }

    private static int bits(InetAddress address) {
      return address.getAddress().length * Byte.SIZE;
    }
  }

  /** Only the loopback. */
  public static TrustedPeers none() {
    return new TrustedPeers(List.of());
  }

  /**
   * Reads addresses, networks and the word {@code gateway}, separated by commas.
   *
   * @throws IllegalArgumentException if an entry is something else
   */
  static TrustedPeers parse(String list) {
    return new TrustedPeers(
        Arrays.stream(list.split(",", -1)).map(String::strip).map(TrustedPeers::network).toList());
  }

  boolean include(InetAddress peer) {
    return peer.isLoopbackAddress() || networks.stream().anyMatch(own -> own.includes(peer));
  }

  @Override
  public String toString() {
    return networks.stream().map(Network::toString).collect(Collectors.joining(","));
  }

  private static Network network(String text) {
    return text.equals(GATEWAY) ? Network.of(ContainerGateway.find()) : Network.parse(text);
  }
}
