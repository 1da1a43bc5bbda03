package io.runnerbean.cli;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.JobSender;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends jobs to SQS. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description =
        "Sends a job to SQS, and prints its message id and its run id. With --file, sends many jobs.",
    footer = {
      "",
      "Example:  ./runnerbean send InsertJob '{\"data\":\"x\"}'",
      "          ./runnerbean send InsertJob --file jobs.jsonl",
      "",
      "RUNNERBEAN_QUEUE_URL is the queue. AWS_REGION, AWS_ENDPOINT_URL_SQS and the",
      "default credentials of the AWS SDK apply. If neither RUNNERBEAN_QUEUE_URL nor",
      "RDS_HOSTNAME is set, the queue of './runnerbean dev' is used."
    })
final class SendCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TYPE", description = "the job type, for example InsertJob")
  private String type = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAYLOAD",
      defaultValue = "{}",
      description = "a JSON object (default: {})")
  private String payload = "";

  @Option(
      names = "--file",
      paramLabel = "JOBS.JSONL",
      description =
          "send one job per line, with that line as payload; send none if any line is invalid")
  private @Nullable Path file;

  @Mixin private TypeArgument names = new TypeArgument();

  @Override
  public Integer call() throws IOException {
    String job = names.canonical(type);
    return file == null
        ? sendOne(JobMessage.of(job, payload))
        : sendAll(PayloadFile.read(file, job));
  }

  private int sendOne(JobMessage message) {
    try (JobSender sender = sender()) {
      String messageId = sender.send(message);
      System.out.printf("message  %s%nrun      %s%n", messageId, message.runId());
    }
    return ExitCode.OK;
  }

  private static int sendAll(List<JobMessage> messages) {
    try (JobSender sender = sender()) {
      return new BulkSend(sender, System.out, System.err).send(messages);
    }
  }

  private static JobSender sender() {
    SettingsReader settings = new SettingsReader(System.getenv());
    SqsQueueConfig queue = SqsQueueConfig.from(settings);
    settings.check();
    return JobSender.open(queue);
  }
}
