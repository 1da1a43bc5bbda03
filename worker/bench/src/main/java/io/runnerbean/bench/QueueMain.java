package io.runnerbean.bench;

import io.runnerbean.testkit.SqsServer;

/** SQS in a process of its own, on a free port of the loopback or at {@code HOST PORT}. */
public final class QueueMain {

  private QueueMain() {}

  public static void main(String[] args) {
    System.out.println("Listening on port " + server(args).port());
  }

  private static SqsServer server(String[] args) {
    return args.length == 2
        ? SqsServer.temporary(args[0], Integer.parseInt(args[1]))
        : SqsServer.temporary();
  }
}
