package io.runnerbean.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(120)
class SqsServerIT {

  @TempDir Path folder;

  @Test
  void deliversSentMessages() {
    try (SqsServer server = SqsServer.temporary();
        SqsClient client = server.client()) {
      String queue = client.createQueue(request -> request.queueName("beans")).queueUrl();
      assertThat(queue).startsWith(server.endpoint().toString());
      client.sendMessage(request -> request.queueUrl(queue).messageBody("runner"));
      assertThat(receive(client, queue)).extracting(Message::body).containsExactly("runner");
    }
  }

  @Test
  void keepsItsMessagesOverARestart() {
    try (SqsServer server = SqsServer.persistent(folder, 0);
        SqsClient client = server.client()) {
      String queue = client.createQueue(request -> request.queueName("beans")).queueUrl();
      client.sendMessage(request -> request.queueUrl(queue).messageBody("runner"));
    }
    try (SqsServer server = SqsServer.persistent(folder, 0);
        SqsClient client = server.client()) {
      String queue = client.getQueueUrl(request -> request.queueName("beans")).queueUrl();
      assertThat(receive(client, queue)).extracting(Message::body).containsExactly("runner");
    }
  }

  private static List<Message> receive(SqsClient client, String queue) {
    return client.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20)).messages();
  }
}
