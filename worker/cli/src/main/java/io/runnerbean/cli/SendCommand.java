package io.runnerbean.cli;

import io.runnerbean.engine.config.Settings;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends jobs to SQS. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description =
        "Sends a job to SQS and prints the ids of its message and of its run, or sends a file of jobs.",
    footer = {
      "",
      "Example:  ./runnerbean send InsertJob '{\"data\":\"x\"}'",
      "          ./runnerbean send InsertJob --file jobs.jsonl",
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

  @Option(
      names = "--file",
      paramLabel = "JOBS.JSONL",
      description = "sends a job for each line, which is its payload; nothing if any line is none")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    return file == null ? sendOne(JobMessage.of(type, payload)) : sendAll(JobFile.read(file, type));
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
    Settings settings = new Settings(System.getenv());
    SqsQueueConfig queue = SqsQueueConfig.from(settings);
    settings.check();
    return JobSender.open(queue);
  }
}
