package io.runnerbean.cli;

import java.util.UUID;
import picocli.CommandLine.ExitCode;

/**
 * What a person is told about one of several things.
 *
 * @param code what the command ends with if nothing worse comes
 */
record Told(String text, int code) {

  /** Prints it, and returns the code. */
  int tell(UUID of) {
    System.out.println(of + "  " + text);
    return code;
  }

  static Told done(String text) {
    return new Told(text, ExitCode.OK);
  }

  static Told not(String text) {
    return new Told(text, ExitCode.SOFTWARE);
  }
}
