package io.runnerbean.cli;

/** The user of this command, as the table of runs names them. */
final class Operator {

  private Operator() {}

  static String current() {
    return System.getProperty("user.name") + " by hand";
  }
}
