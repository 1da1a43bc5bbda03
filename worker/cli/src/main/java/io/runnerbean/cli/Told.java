package io.runnerbean.cli;

import picocli.CommandLine.ExitCode;

/**
 * What a person is told about one of several things.
 *
 * @param code what the command ends with if nothing worse comes
 */
record Told(String text, int code) {

  static Told done(String text) {
    return new Told(text, ExitCode.OK);
  }

  static Told not(String text) {
    return new Told(text, ExitCode.SOFTWARE);
  }
}
