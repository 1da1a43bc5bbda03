package io.runnerbean.cli;

/** Who uses this command, as history is to call them. */
final class Person {

  private Person() {}

  static String current() {
    return System.getProperty("user.name") + " by hand";
  }
}
