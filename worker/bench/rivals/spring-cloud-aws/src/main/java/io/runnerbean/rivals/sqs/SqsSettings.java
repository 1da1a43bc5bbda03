package io.runnerbean.rivals.sqs;

import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.acknowledgement.handler.AcknowledgementMode;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The fastest settings that were found: many messages at once, deleted ten at a time. */
@Configuration
class SqsSettings {

  private static final int CONCURRENT = 160;
  private static final int BATCH = 10;

  @Bean
  SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(
      SqsAsyncClient client) {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("sqs-");
    threads.setVirtualThreads(true);
    return SqsMessageListenerContainerFactory.builder()
        .sqsAsyncClient(client)
        .configure(options ->
            options
                .maxConcurrentMessages(CONCURRENT)
                .maxMessagesPerPoll(BATCH)
                .pollTimeout(Duration.ofSeconds(10))
                .acknowledgementMode(AcknowledgementMode.ON_SUCCESS)
                .acknowledgementThreshold(BATCH)
                .acknowledgementInterval(Duration.ofMillis(500))
                .componentsTaskExecutor(threads))
        .build();
  }
}
