package io.runnerbean.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port for a server that cannot choose one itself. Another process could take a port of the
 * kernel's choice before that server listens. So it is from the ports below those that the kernel
 * gives out (Linux: from 32768, others: from 49152).
 */
public final class FreePort {

  private static final int FIRST = 10_000;
  private static final int END = 32_000;

  private FreePort() {}

  /** Returns a port on which nothing listens on loopback; 10,000 to 31,999. */
  public static int choose() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(FIRST, END);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
