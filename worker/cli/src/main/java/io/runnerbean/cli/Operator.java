package io.runnerbean.cli;

/** The user of this command, as recorded with runs and job types that the command changes. */
final class Operator {

  private Operator() {}

  static String current() {
    return "operator " + System.getProperty("user.name");
  }
}
