package io.runnerbean.engine.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address that a container's host posts from. The Beanstalk daemon runs on the host, so in the
 * container its requests come from the default gateway, not from the loopback. Outside a container
 * the default gateway is a router, and is not trusted.
 */
final class ContainerGateway {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerGateway.class);
  private static final List<Path> MARKS =
      List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));
  private static final Path ROUTES = Path.of("/proc/net/route");

  private ContainerGateway() {}

  static TrustedPeers find() {
    try {
      return MARKS.stream().anyMatch(Files::exists)
          ? of(Files.readAllLines(ROUTES))
          : TrustedPeers.none();
    } catch (IOException e) {
      LOG.warn("could not read the container's gateway from {}", ROUTES, e);
      return TrustedPeers.none();
    }
  }

  /** Columns: interface, destination, gateway, … in hexadecimal, least significant byte first. */
  static TrustedPeers of(List<String> routes) throws UnknownHostException {
    for (String route : routes) {
      String[] columns = route.split("\\s+", -1);
      if (columns.length > 2 && columns[1].equals("00000000")) {
        return new TrustedPeers(Set.of(address(columns[2])));
      }
    }
    return TrustedPeers.none();
  }

  private static InetAddress address(String hex) throws UnknownHostException {
    byte[] b = HexFormat.of().parseHex(hex);
    return InetAddress.getByAddress(new byte[] {b[3], b[2], b[1], b[0]});
  }
}
