package io.runnerbean.engine.post;

import io.runnerbean.engine.sqs.JobMessage;
import java.util.List;

/**
 * Jobs to be sent to the SQS queue, each checked.
 *
 * @param jobType its canonical name
 * @param isArray whether they came as an array, even of one job
 * @param delaySeconds how long SQS holds them back, 0 to 900
 * @param isDelivery whether the request itself delivers a message from SQS
 */
public record PostRequest(
    String jobType,
    List<JobMessage> messages,
    boolean isArray,
    int delaySeconds,
    boolean isDelivery) {}
