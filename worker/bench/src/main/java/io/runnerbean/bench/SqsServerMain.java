package io.runnerbean.bench;

import io.runnerbean.testkit.SqsServer;

/** Runs SQS in its own process, on a free loopback port or at {@code HOST PORT}. */
public final class SqsServerMain {

  private SqsServerMain() {}

  public static void main(String[] args) {
    System.out.println("Listening on port " + server(args).port());
  }

  private static SqsServer server(String[] args) {
    return args.length == 2
        ? SqsServer.temporary(args[0], Integer.parseInt(args[1]))
        : SqsServer.temporary();
  }
}
