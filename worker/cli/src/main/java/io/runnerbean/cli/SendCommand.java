package io.runnerbean.cli;

import io.runnerbean.engine.config.Settings;
import io.runnerbean.engine.queue.JobMessage;
import io.runnerbean.engine.queue.JobSender;
import io.runnerbean.engine.queue.TargetQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Puts a job into the queue. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Sends a job to SQS and prints the message id.",
    footer = {
      "",
      "Example:  ./runnerbean send InsertJob '{\"data\":\"x\"}'",
      "",
      "The queue is RUNNERBEAN_QUEUE_URL; AWS_REGION, AWS_ENDPOINT_URL_SQS and the usual",
      "credentials apply. While './runnerbean dev' runs and none of these is set, its queue."
    })
final class SendCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TYPE", description = "the job type, for example InsertJob")
  private String type = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAYLOAD",
      defaultValue = "{}",
      description = "a JSON object; {} if omitted")
  private String payload = "";

  @Override
  public Integer call() {
    JobMessage message = JobMessage.of(type, payload);
    Settings settings = new Settings(System.getenv());
    TargetQueue config = TargetQueue.from(settings);
    settings.check();
    try (JobSender sender = JobSender.open(config)) {
      System.out.println(sender.send(message));
    }
    return ExitCode.OK;
  }
}
