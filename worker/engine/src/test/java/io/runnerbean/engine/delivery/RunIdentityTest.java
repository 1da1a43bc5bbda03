package io.runnerbean.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The id of a run depends on its message alone. */
class RunIdentityTest {

  private static final Instant SENT = Instant.parse("2026-11-29T03:00:00Z");
  private static final String ID = "5fea7756-0ea4-451a-a703-a558b933e274";

  @Test
  void isVersion7AndStartsWithTheTimeOfSending() {
    UUID run = RunIdentity.of(message(ID, SENT));
    assertThat(UuidV7.isVersion7(run)).isTrue();
    assertThat(UuidV7.time(run)).isEqualTo(SENT);
  }

  @Test
  void endsLikeTheMessageId() {
    assertThat(RunIdentity.of(message(ID, SENT)).toString()).endsWith("-751a-a703-a558b933e274");
  }

  @Test
  void belongsToTheYear1970IfTheMessageHasNoTime() {
    assertThat(UuidV7.time(RunIdentity.of(message(ID, null)))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void differsBetweenMessages() {
    assertThat(
            Stream.of(
                    message(ID, SENT),
                    message(ID, SENT.plusSeconds(1)),
                    message(ID, null),
                    message(ID.toUpperCase(Locale.ROOT), SENT),
                    message("1-1-1-1-1", SENT),
                    message("01-1-1-1-1", SENT),
                    message("5fea7756-0ea4-451a-a703-a558b933e275", SENT),
                    scheduled("jobs", "nightly"),
                    scheduled("jobs", "hourly"),
                    scheduled("other", "nightly"))
                .map(RunIdentity::of))
        .doesNotHaveDuplicates();
  }

  @Test
  void ignoresTheMessageIdOfAScheduledMessage() {
    SourceMessage one = scheduled("jobs", "nightly");
    SourceMessage two = new SourceMessage("other", "jobs", 1, null, SENT, "nightly", SENT, null);
    assertThat(RunIdentity.of(one)).isEqualTo(RunIdentity.of(two));
  }

  @Test
  void isTheKeyOfTheSender() {
    UUID key = UuidV7.next();
    SourceMessage source = message(ID, SENT).withChosenId(key);
    assertThat(RunIdentity.of(source)).isEqualTo(key);
  }

  @Test
  void isNewForEachPlainPost() {
    assertThat(RunIdentity.of(SourceMessage.none()))
        .isNotEqualTo(RunIdentity.of(SourceMessage.none()));
  }

  private static SourceMessage message(String id, @Nullable Instant sentAt) {
    return new SourceMessage(id, "jobs", 1, null, sentAt, null, null, null);
  }

  private static SourceMessage scheduled(String queue, String task) {
    return new SourceMessage(ID, queue, 1, null, SENT, task, SENT, null);
  }
}
