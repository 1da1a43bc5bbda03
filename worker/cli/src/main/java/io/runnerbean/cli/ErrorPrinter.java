package io.runnerbean.cli;

import io.runnerbean.engine.validation.InvalidMessageException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints the message of an error. The stack trace goes to the log. */
final class ErrorPrinter implements IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPrinter.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(failure, command.getErr());
    return ExitCode.SOFTWARE;
  }

  static void print(Exception failure, PrintWriter err) {
    LOG.debug("the command failed", failure);
    err.println(message(failure));
    if (failure instanceof InvalidMessageException invalid) {
      invalid
          .violations()
          .forEach(violation -> err.println("  " + violation.field() + " " + violation.rule()));
    }
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
