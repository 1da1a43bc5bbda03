package io.runnerbean.dev;

import io.runnerbean.cli.Runnerbean;

/** What ships, and dev mode. */
public final class DevMain {

  private DevMain() {}

  public static void main(String[] args) {
    System.exit(Runnerbean.commandLine(new DevCommand()).execute(args));
  }
}
