package io.runnerbean.dev.bench;

import io.runnerbean.embedded.SqsServer;

/** SQS in a process of its own. */
public final class QueueMain {

  private QueueMain() {}

  public static void main(String[] args) {
    System.out.println("Listening on port " + SqsServer.temporary().port());
  }
}
