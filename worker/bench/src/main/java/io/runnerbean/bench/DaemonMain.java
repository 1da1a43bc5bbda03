package io.runnerbean.bench;

import io.runnerbean.cli.Main;

/** The daemon as it ships. It says at once that it runs, because it listens on no port. */
public final class DaemonMain {

  private DaemonMain() {}

  public static void main(String[] args) {
    System.out.println("Listening on port 0");
    Main.main(new String[] {"sqsd"});
  }
}
