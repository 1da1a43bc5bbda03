package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(180)
class DaemonIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  @TempDir Path folder;

  @Test
  void deletesMessagesAnsweredWith200() throws Exception {
    String queue = SQS.createQueue("done");
    Set<String> bodies = new HashSet<>();
    try (RawApp app = RawApp.answering(request -> 200);
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url())) {
      for (int i = 0; i < 25; i++) {
        send(queue, "message " + i);
      }
      for (int i = 0; i < 25; i++) {
        bodies.add(app.next().body());
      }
    }
    assertThat(bodies).hasSize(25);
    assertThat(waiting(queue) + inFlight(queue)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 302, 400, 404, 409, 429, 500, 503, 504})
  void keepsMessagesAnsweredOtherwise(int status) throws Exception {
    String queue = SQS.createQueue("left-" + status);
    AtomicInteger posts = new AtomicInteger();
    try (RawApp app =
        RawApp.answering(request -> {
          posts.incrementAndGet();
          return status;
        })) {
      try (Daemon _ = TestDaemon.start(SQS.client(), queue, app.url())) {
        send(queue, "x");
        app.next();
      }
    }
    assertThat(inFlight(queue)).isEqualTo(1);
    assertThat(posts).hasValue(1);
  }

  @Test
  void receivesNoMoreThanItCanPost() throws Exception {
    String queue = SQS.createQueue("bounded");
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      send(queue, "message " + i);
    }
    try (RawApp app =
            RawApp.answering(request -> {
              three.countDown();
              waitFor(goOn);
              return 200;
            });
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url(), 3, null)) {
      waitFor(three);
      assertThat(inFlight(queue)).isEqualTo(3);
      assertThat(waiting(queue)).isEqualTo(7);
      goOn.countDown();
      for (int i = 0; i < 10; i++) {
        app.next();
      }
    }
    assertThat(waiting(queue) + inFlight(queue)).isZero();
  }

  @Test
  void doesNotPollWhileTheAppIsNotReady() throws Exception {
    String queue = SQS.createQueue("ready");
    AtomicBoolean ready = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(3);
    send(queue, "x");
    try (RawApp app = RawApp.answering(request -> health(request, asked, ready));
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url(), 4, "/health/ready")) {
      waitFor(asked);
      assertThat(waiting(queue)).isEqualTo(1);
      ready.set(true);
      assertThat(app.next().header("X-Aws-Sqsd-Receive-Count")).isEqualTo("1");
    }
  }

  @Test
  void doesNotPollWhileTheAppsPortIsClosed() throws Exception {
    String queue = SQS.createQueue("closed");
    send(queue, "x");
    RawApp gone = RawApp.answering(request -> 200);
    gone.close();
    try (Daemon _ = TestDaemon.start(SQS.client(), queue, gone.url())) {
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(60))
          .until(() -> waiting(queue) == 1);
    }
    assertThat(inFlight(queue)).isZero();
  }

  @Test
  void continuesAfterAnOutageOfTheQueue() throws Exception {
    SqsServer server = SqsServer.persistent(folder, 0);
    int port = server.port();
    try (SqsClient client = server.client();
        RawApp app = RawApp.answering(request -> 200)) {
      String queue = client.createQueue(request -> request.queueName("beans")).queueUrl();
      try (Daemon _ = TestDaemon.start(client, queue, app.url())) {
        client.sendMessage(request -> request.queueUrl(queue).messageBody("before"));
        assertThat(app.next().body()).isEqualTo("before");
        server.close();
        server = SqsServer.persistent(folder, port);
        await()
            .ignoreExceptions()
            .until(() ->
                client.sendMessage(request -> request.queueUrl(queue).messageBody("after"))
                    != null);
        assertThat(app.next().body()).isEqualTo("after");
      }
    } finally {
      server.close();
    }
  }

  private static int health(RawApp.Request request, CountDownLatch asked, AtomicBoolean ready) {
    asked.countDown();
    return request.line().startsWith("POST") || ready.get() ? 200 : 503;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the latch was not opened within a minute");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private static void send(String queue, String body) {
    SQS.client().sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  private static int waiting(String queue) {
    return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private static int inFlight(String queue) {
    return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static int count(String queue, QueueAttributeName name) {
    return Integer.parseInt(
        SQS.client()
            .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
            .attributes()
            .get(name));
  }
}
