package io.runnerbean.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The loopback ports of dev mode; 0 stands for a free port. */
record DevPorts(int worker, int postgres, int sqs) {

  /**
   * Checks that no other process uses a port.
   *
   * @throws DevException if one is in use
   */
  void requireFree() {
    requireFree("PostgreSQL", postgres, "--postgres-port");
    requireFree("SQS", sqs, "--sqs-port");
    requireFree("the worker", worker, "--port");
  }

  private static void requireFree(String part, int port, String option) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new DevException(
          "Port %d, which %s needs, is in use by another process. Stop that process, or choose another port with %s."
              .formatted(port, part, option));
    }
  }
}
