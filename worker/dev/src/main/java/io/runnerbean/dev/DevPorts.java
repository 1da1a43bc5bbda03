package io.runnerbean.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where dev mode listens, on loopback; 0 stands for a free port. */
record DevPorts(int worker, int postgres, int sqs) {

  /** Names the port that another process has taken, and the option that chooses another. */
  void requireFree() {
    requireFree("PostgreSQL", postgres, "--postgres-port");
    requireFree("SQS", sqs, "--sqs-port");
    requireFree("the worker", worker, "--port");
  }

  private static void requireFree(String who, int port, String option) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new DevException(
          "Port %d, which %s needs, is taken by another process. Stop that, or choose another with %s."
              .formatted(port, who, option));
    }
  }
}
