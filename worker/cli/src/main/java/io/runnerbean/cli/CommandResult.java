package io.runnerbean.cli;

import picocli.CommandLine.ExitCode;

/**
 * The result of a command for one run.
 *
 * @param code the exit code of the command, unless another run has a higher one
 */
record CommandResult(String text, int code) {

  /** Prints the subject and the result, and returns the code. */
  int print(Object subject) {
    System.out.println(subject + "  " + text);
    return code;
  }

  static CommandResult done(String text) {
    return new CommandResult(text, ExitCode.OK);
  }

  static CommandResult notDone(String text) {
    return new CommandResult(text, ExitCode.SOFTWARE);
  }
}
