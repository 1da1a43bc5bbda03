package io.runnerbean.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class CallRecorderIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  @Test
  void recordsTheClassAndTheCallForEveryClient() throws Exception {
    SQS.client().listQueues();
    SQS.createQueue("beans");
    assertThat(Files.readAllLines(Path.of(System.getenv(CallRecorder.VARIABLE))))
        .contains(
            CallRecorderIT.class.getName() + " Sqs:ListQueues",
            SqsExtension.class.getName() + " Sqs:CreateQueue");
  }
}
