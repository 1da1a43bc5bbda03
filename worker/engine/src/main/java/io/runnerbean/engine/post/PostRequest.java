package io.runnerbean.engine.post;

import io.runnerbean.engine.sqs.JobMessage;
import java.util.List;

/**
 * Jobs to be sent to the queue, each checked.
 *
 * @param jobType its canonical name
 * @param isArray whether they came as an array, however many they are
 * @param delaySeconds how long SQS holds them back, 0 to 900
 * @param isDelivery whether the request is itself a message from a queue
 */
public record PostRequest(
    String jobType,
    List<JobMessage> messages,
    boolean isArray,
    int delaySeconds,
    boolean isDelivery) {}
