package io.runnerbean.dev;

import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.JobSender;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.sqsd.AppConfig;
import io.runnerbean.sqsd.DaemonConfig;
import io.runnerbean.sqsd.QueueConfig;
import io.runnerbean.sqsd.cron.Schedule;
import io.runnerbean.testkit.SqsServer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue of jobs, and the one for copies of dead letters. */
record DevQueues(SqsClient sqs, URI endpoint, String jobs, String deadLetters) {

  private static final String DEAD_LETTERS = "jobs-dead-letters";

  /** The job queue has the retries; this only catches what the worker could never take. */
  private static final int MAX_RECEIVE_COUNT = 1000;

  private static final int CONNECTIONS = 16;

  /**
   * Makes both queues, unless they are there. The AWS SDK finds credentials, which any will do for.
   */
  static DevQueues create(SqsServer server, SqsClient sqs) {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    String deadLetters = sqs.createQueue(request -> request.queueName(DEAD_LETTERS)).queueUrl();
    String arn =
        sqs.getQueueAttributes(request ->
                request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, MAX_RECEIVE_COUNT);
    String jobs = sqs.createQueue(request -> request.queueName("jobs")).queueUrl();
    // Apart from its making: a queue of an earlier version is there already, and has other
    // attributes.
    var _ =
        sqs.setQueueAttributes(request ->
            request.queueUrl(jobs).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
    return new DevQueues(sqs, server.endpoint(), jobs, deadLetters);
  }

  /** The queue, for the worker. */
  SqsQueueConfig config() {
    return new SqsQueueConfig(jobs, SqsServer.REGION, endpoint);
  }

  /** The queue of dead letters, for the worker. */
  SqsQueueConfig deadLetterConfig() {
    return new SqsQueueConfig(deadLetters, SqsServer.REGION, endpoint);
  }

  /** A daemon that closes within a second, and a failed job that is back within a minute. */
  DaemonConfig daemon(URI worker, List<Schedule> schedules) {
    return new DaemonConfig(
        new QueueConfig(
            jobs,
            endpoint,
            Duration.ofSeconds(60),
            null,
            Duration.ofDays(4),
            Duration.ofSeconds(1)),
        new AppConfig(
            worker,
            "/job/run",
            "/health/ready",
            "application/json",
            CONNECTIONS,
            Duration.ofSeconds(5),
            Duration.ofSeconds(50)),
        schedules,
        Duration.ofSeconds(30),
        null);
  }

  /** Sends a job and answers its message id. */
  String send(JobMessage message) {
    try (JobSender sender = JobSender.open(config())) {
      return sender.send(message);
    }
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("RUNNERBEAN_QUEUE_URL", jobs);
    environment.put("RUNNERBEAN_DEAD_LETTER_QUEUE_URL", deadLetters);
    environment.put("AWS_ENDPOINT_URL_SQS", endpoint.toString());
    environment.put("AWS_REGION", SqsServer.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "any");
    environment.put("AWS_SECRET_ACCESS_KEY", "any");
    return environment;
  }
}
