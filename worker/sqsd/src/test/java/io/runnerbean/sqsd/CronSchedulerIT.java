package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.sqsd.cron.CronExpression;
import io.runnerbean.sqsd.cron.Schedule;
import io.runnerbean.testkit.SqsExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests scheduled messages with a manual clock. */
@Timeout(120)
class CronSchedulerIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private final ManualClock clock = new ManualClock("2026-11-21T11:59:30Z");
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void stop() {
    stop.set();
  }

  @Test
  void sendsTheMessageOfAws() {
    String queue = SQS.createQueue("as-aws");
    try (CronScheduler _ = start(queue, "0 12 * * *")) {
      clock.set("2026-11-21T12:00:00Z");
      Message message = receive(queue);
      assertThat(message.body()).isEqualTo("elasticbeanstalk scheduled job");
      assertThat(attributes(message))
          .isEqualTo(
              Map.of(
                  "beanstalk.sqsd.path", "String /job/run/CronJob",
                  "beanstalk.sqsd.task_name", "String task",
                  "beanstalk.sqsd.scheduled_time", "String 2026-11-21 12:00:00 UTC"));
      stop.set();
    }
  }

  @Test
  void isNeverEarly() {
    String queue = SQS.createQueue("never-early");
    try (CronScheduler _ = start(queue, "* * * * *")) {
      clock.set("2026-11-21T11:59:59.999Z");
      await().until(() -> clock.reads() > 20);
      assertThat(poll(queue, 0)).isEmpty();
      clock.set("2026-11-21T12:00:00Z");
      assertThat(time(receive(queue))).isEqualTo("2026-11-21 12:00:00 UTC");
      stop.set();
    }
  }

  @Test
  void sendsALateMessageIfNoNewerOneIsDue() {
    String queue = SQS.createQueue("late");
    try (CronScheduler _ = start(queue, "@hourly")) {
      clock.set("2026-11-21T12:40:00Z");
      assertThat(time(receive(queue))).isEqualTo("2026-11-21 12:00:00 UTC");
      clock.set("2026-11-21T13:00:00Z");
      assertThat(time(receive(queue))).isEqualTo("2026-11-21 13:00:00 UTC");
      stop.set();
    }
  }

  @Test
  void skipsLateMessagesAfterASleep() {
    String queue = SQS.createQueue("missed");
    try (CronScheduler _ = start(queue, "* * * * *")) {
      clock.set("2026-11-21T20:00:10Z");
      List<String> times = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        times.add(time(receive(queue)).substring(11, 16));
      }
      assertThat(times).containsExactlyInAnyOrder("19:56", "19:57", "19:58", "19:59", "20:00");
      stop.set();
    }
    assertThat(poll(queue, 0)).isEmpty();
  }

  @Test
  void sendsOnceTheQueueExists() {
    String missing = SQS.createQueue("to-come");
    SQS.client().deleteQueue(request -> request.queueUrl(missing));
    try (CronScheduler _ = start(missing, "* * * * *")) {
      clock.set("2026-11-21T12:00:00Z");
      await().until(() -> clock.reads() > 1);
      assertThat(SQS.createQueue("to-come")).isEqualTo(missing);
      assertThat(time(receive(missing))).isEqualTo("2026-11-21 12:00:00 UTC");
      stop.set();
    }
  }

  private CronScheduler start(String queue, String schedule) {
    QueueConfig config =
        new QueueConfig(
            queue, null, Duration.ofSeconds(60), null, Duration.ofDays(14), Duration.ofSeconds(1));
    CronScheduler scheduler = new CronScheduler(new Queue(SQS.client(), config), clock, stop);
    scheduler.start(
        List.of(new Schedule("task", "/job/run/CronJob", CronExpression.parse(schedule), 1)));
    return scheduler;
  }

  private static Message receive(String queue) {
    List<Message> messages = new ArrayList<>();
    await().until(() -> messages.addAll(poll(queue, 1)));
    return messages.getFirst();
  }

  private static List<Message> poll(String queue, int seconds) {
    return SQS.client()
        .receiveMessage(request ->
            request
                .queueUrl(queue)
                .maxNumberOfMessages(1)
                .waitTimeSeconds(seconds)
                .messageAttributeNames("All"))
        .messages();
  }

  private static String time(Message message) {
    return attributes(message)
        .getOrDefault("beanstalk.sqsd.scheduled_time", "")
        .replace("String ", "");
  }

  private static Map<String, String> attributes(Message message) {
    return message.messageAttributes().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                attribute ->
                    attribute.getValue().dataType() + " " + attribute.getValue().stringValue()));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
