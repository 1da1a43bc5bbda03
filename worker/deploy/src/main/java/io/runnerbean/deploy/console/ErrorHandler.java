package io.runnerbean.deploy.console;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Prints a message without a stack trace, and how to continue. */
public final class ErrorHandler implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println(message(failure));
    return ExitCode.SOFTWARE;
  }

  /** Without the SDK's list of all providers of credentials and their errors. */
  private static String firstSentence(SdkException failure) {
    return String.valueOf(failure.getMessage())
        .replaceFirst("(?s)( from any of the providers)? in the chain .*| : \\[.*", "");
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case DeployException deploy -> String.valueOf(deploy.getMessage());
      case AwsServiceException aws when aws.awsErrorDetails() != null ->
          "AWS (%s) refused a request: %s %s%nCompleted steps are kept. Fix the cause, and run the same command again."
              .formatted(
                  aws.awsErrorDetails().serviceName(),
                  aws.awsErrorDetails().errorCode(),
                  aws.awsErrorDetails().errorMessage());
      case AbortedException _ -> InterruptNotice.STOPPED;
      case SdkException sdk ->
          "A request to AWS failed: %s%nCheck your credentials ('aws sts get-caller-identity') and the region, and run the same command again."
              .formatted(firstSentence(sdk));
      default -> failure.toString();
    };
  }
}
