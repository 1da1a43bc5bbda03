package io.runnerbean.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs the worker until SIGTERM or Ctrl-C. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs the worker: POST /job/run runs a job, and so does a message of an SQS queue that it polls. Stops on SIGTERM or Ctrl-C.",
    footer = {
      "",
      "The settings are environment variables, among them:",
      "  database  RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME, RDS_PASSWORD;",
      "            instead of a password, RUNNERBEAN_DATABASE_SECRET_ARN or",
      "            RUNNERBEAN_DATABASE_IAM",
      "  worker    RUNNERBEAN_HOST, RUNNERBEAN_PORT, RUNNERBEAN_POOL,",
      "            RUNNERBEAN_THREADS",
      "  callers   RUNNERBEAN_TRUSTED_PEERS, RUNNERBEAN_POST_TOKENS,",
      "            RUNNERBEAN_RUN_KEYS",
      "  queue     RUNNERBEAN_QUEUE_URL, AWS_REGION, AWS_ENDPOINT_URL_SQS",
      "  log       RUNNERBEAN_LOGS (json or terminal),",
      "            RUNNERBEAN_LOG_RUNS (failed or all)",
      "'./runnerbean config' shows the effective settings."
    })
final class ServeCommand implements Callable<Integer> {

  static final String POLL = "--poll";

  @Option(
      names = POLL,
      paramLabel = "URL[=WEIGHT][,...]",
      description =
          "SQS queues that the worker takes messages from, without a daemon. While more messages wait than it can run, a queue of weight 3 gets three times as many as one of weight 1. Also RUNNERBEAN_POLL.")
  private @Nullable String polled;

  @Override
  public Integer call() throws InterruptedException {
    WorkerProcess.runUntilStopped(polled);
    return ExitCode.OK;
  }
}
