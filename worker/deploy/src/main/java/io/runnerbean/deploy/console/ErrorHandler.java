package io.runnerbean.deploy.console;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence what went wrong, and that what is begun can be gone on with. */
public final class ErrorHandler implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println(message(failure));
    return ExitCode.SOFTWARE;
  }

  /** The SDK goes on to tell what each of its ways to credentials said. */
  private static String firstSentence(SdkException failure) {
    return String.valueOf(failure.getMessage())
        .replaceFirst("(?s)( from any of the providers)? in the chain .*| : \\[.*", "");
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case DeployException told -> String.valueOf(told.getMessage());
      case AwsServiceException aws when aws.awsErrorDetails() != null ->
          "AWS (%s) refused: %s %s%nWhat was begun stays; mend it, and run the same command again."
              .formatted(
                  aws.awsErrorDetails().serviceName(),
                  aws.awsErrorDetails().errorCode(),
                  aws.awsErrorDetails().errorMessage());
      case AbortedException _ -> InterruptNotice.STOPPED;
      case SdkException sdk ->
          "AWS could not be asked: %s%nCheck your credentials ('aws sts get-caller-identity') and the region, and run the same command again."
              .formatted(firstSentence(sdk));
      default -> failure.toString();
    };
  }
}
