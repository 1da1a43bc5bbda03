package io.runnerbean.cli;

/** The user of this command, as the table of runs shows them. */
final class Operator {

  private Operator() {}

  static String current() {
    return System.getProperty("user.name") + " by hand";
  }
}
