package io.runnerbean.engine.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The address that a container's host posts from. The Beanstalk daemon runs on the host, so in the
 * container its requests come from the default gateway, not from the loopback. Outside a container
 * the default gateway is a router, and cannot be trusted.
 */
final class ContainerGateway {

  private static final List<Path> MARKS =
      List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));
  private static final Path ROUTES = Path.of("/proc/net/route");

  private ContainerGateway() {}

  /**
   * Returns it.
   *
   * @throws IllegalArgumentException if this process is in no container, or the container has none
   */
  static InetAddress find() {
    String problem = "it names the gateway of a container, but this process has none";
    if (MARKS.stream().noneMatch(Files::exists)) {
      throw new IllegalArgumentException(problem);
    }
    try {
      return of(Files.readAllLines(ROUTES))
          .orElseThrow(() -> new IllegalArgumentException(problem));
    } catch (IOException e) {
      throw new IllegalArgumentException("the routes in " + ROUTES + " cannot be read", e);
    }
  }

  /** Columns: interface, destination, gateway, … in hexadecimal, least significant byte first. */
  static Optional<InetAddress> of(List<String> routes) throws UnknownHostException {
    for (String route : routes) {
      String[] columns = route.split("\\s+", -1);
      if (columns.length > 2 && columns[1].equals("00000000")) {
        return Optional.of(address(columns[2]));
      }
    }
    return Optional.empty();
  }

  private static InetAddress address(String hex) throws UnknownHostException {
    byte[] b = HexFormat.of().parseHex(hex);
    return InetAddress.getByAddress(new byte[] {b[3], b[2], b[1], b[0]});
  }
}
