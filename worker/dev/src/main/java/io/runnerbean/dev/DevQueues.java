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

/** The SQS queue for jobs, and the one for copies of dead letters. */
record DevQueues(SqsClient sqs, URI endpoint, String jobs, String deadLetters) {

  private static final String DEAD_LETTERS = "jobs-dead-letters";

  /**
   * The value is high, because failed jobs are retried from the job queue. SQS only removes
   * messages that the worker never accepts.
   */
  private static final int MAX_RECEIVE_COUNT = 1000;

  private static final int CONNECTIONS = 16;

  /**
   * Creates both queues if they do not exist. It also sets credentials for the AWS SDK; SQS accepts
   * any here.
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
    // Set separately, because the queue may exist from an earlier version with other attributes.
    var _ =
        sqs.setQueueAttributes(request ->
            request.queueUrl(jobs).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
    return new DevQueues(sqs, server.endpoint(), jobs, deadLetters);
  }

  /** Returns the worker's settings for the queue for jobs. */
  SqsQueueConfig config() {
    return new SqsQueueConfig(jobs, SqsServer.REGION, endpoint);
  }

  /** Returns the worker's settings for the queue for copies of dead letters. */
  SqsQueueConfig deadLetterConfig() {
    return new SqsQueueConfig(deadLetters, SqsServer.REGION, endpoint);
  }

  /**
   * Returns settings of a daemon that stops within a second and retries a message after a minute.
   */
  DaemonConfig daemon(URI worker, List<Schedule> schedules) {
    return new DaemonConfig(
        new QueueConfig(
            jobs,
            endpoint,
            Duration.ofSeconds(60),
            null,
            Duration.ofDays(14),
            Duration.ofSeconds(1)),
        new AppConfig(
            worker,
            "/job/run",
            "/health/ready",
            "application/json",
            CONNECTIONS,
            Duration.ofSeconds(5),
            Duration.ofSeconds(50),
            null),
        schedules,
        Duration.ofSeconds(30),
        null);
  }

  /** Sends a job and returns its message id. */
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
    environment.putAll(SqsServer.clientEnvironment());
    return environment;
  }
}
