package io.runnerbean.cli;

import picocli.CommandLine.ExitCode;

/**
 * The result of a command for one of several runs.
 *
 * @param code the exit code of the command, unless another run has a worse one
 */
record CommandResult(String text, int code) {

  /** Prints the result, and returns the code. */
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
