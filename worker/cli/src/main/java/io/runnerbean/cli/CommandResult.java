package io.runnerbean.cli;

import picocli.CommandLine.ExitCode;

/**
 * What came of a command for one of several runs.
 *
 * @param code what the command exits with if no other run has a worse one
 */
record CommandResult(String text, int code) {

  /** Prints it, and returns the code. */
  int print(Object of) {
    System.out.println(of + "  " + text);
    return code;
  }

  static CommandResult done(String text) {
    return new CommandResult(text, ExitCode.OK);
  }

  static CommandResult notDone(String text) {
    return new CommandResult(text, ExitCode.SOFTWARE);
  }
}
