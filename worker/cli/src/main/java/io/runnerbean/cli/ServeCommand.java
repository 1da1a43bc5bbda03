package io.runnerbean.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Runs the worker until SIGTERM or Ctrl-C. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the worker: POST /job/run runs a job. Stops on SIGTERM or Ctrl-C.",
    footer = {
      "",
      "The settings are environment variables, among them:",
      "  database  RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME, RDS_PASSWORD;",
      "            instead of a password, RUNNERBEAN_DATABASE_SECRET_ARN or",
      "            RUNNERBEAN_DATABASE_IAM",
      "  worker    RUNNERBEAN_HOST, RUNNERBEAN_PORT, RUNNERBEAN_POOL",
      "  callers   RUNNERBEAN_TRUSTED_PEERS, RUNNERBEAN_POST_TOKENS,",
      "            RUNNERBEAN_RUN_KEYS",
      "  queue     RUNNERBEAN_QUEUE_URL, AWS_REGION, AWS_ENDPOINT_URL_SQS",
      "  log       RUNNERBEAN_LOGS (json or terminal), RUNNERBEAN_LOG_RUNS (failed or all)",
      "'./runnerbean config' shows the effective settings."
    })
final class ServeCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    WorkerProcess.runUntilStopped();
    return ExitCode.OK;
  }
}
