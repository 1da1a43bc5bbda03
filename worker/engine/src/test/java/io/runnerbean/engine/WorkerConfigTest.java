package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.InvalidSettingsException;
import io.runnerbean.config.Setting;
import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.sqs.PolledQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerConfigTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "RDS_HOSTNAME",
          "db",
          "RDS_DB_NAME",
          "beans",
          "RDS_USERNAME",
          "bean",
          "RDS_PASSWORD",
          "hunter2");

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(() ->
            WorkerConfig.from(
                Map.of(
                    "RDS_HOSTNAME", "db",
                    "RDS_USERNAME", " ",
                    "RDS_PORT", "http",
                    "RUNNERBEAN_POOL", "0",
                    "RUNNERBEAN_TRUSTED_PEERS", "10.0.0.1,somewhere")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("RDS_DB_NAME is missing")
        .hasMessageContaining("RDS_USERNAME is missing")
        .hasMessageContaining("RDS_PASSWORD is missing")
        .hasMessageContaining("RDS_PORT is \"http\": it must be an integer from 1 to 65535")
        .hasMessageContaining("RUNNERBEAN_POOL is \"0\": it must be an integer from 1 to 500")
        .hasMessageContaining(
            "RUNNERBEAN_TRUSTED_PEERS is \"10.0.0.1,somewhere\": it must be IP addresses or networks");
  }

  @Test
  void defaultsMatchTheDocs() {
    WorkerConfig config = WorkerConfig.from(REQUIRED);
    assertThat(config.database().port()).isEqualTo(5432);
    assertThat(config.database().pool()).isEqualTo(16);
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void secretsAreMasked() {
    SettingsReader settings = new SettingsReader(REQUIRED);
    WorkerConfig config = WorkerConfig.from(settings);
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(config.database().authentication())
        .isInstanceOfSatisfying(
            Authentication.ByPassword.class,
            signIn -> assertThat(signIn.password().reveal()).isEqualTo("hunter2"));
    assertThat(settings.seen())
        .contains(new Setting("RDS_PASSWORD", "********", Setting.Source.ENVIRONMENT));
    assertThat(settings.seen()).contains(new Setting("RDS_PORT", "5432", Setting.Source.DEFAULT));
  }

  @Test
  void aSecretOrIamReplacesThePassword() {
    Map<String, String> stored = new HashMap<>(REQUIRED);
    stored.remove("RDS_PASSWORD");
    stored.put("RUNNERBEAN_DATABASE_SECRET_ARN", "arn:aws:secretsmanager:a:1:secret:worker");
    assertThat(WorkerConfig.from(stored).database().authentication())
        .isInstanceOfSatisfying(
            Authentication.BySecret.class,
            signIn -> assertThat(signIn.secret().arn()).endsWith("secret:worker"));
    stored.put("RUNNERBEAN_DATABASE_IAM", "true");
    stored.put("RUNNERBEAN_DATABASE_TLS", "verify-full");
    stored.put("RUNNERBEAN_DATABASE_CA", "aws");
    assertThat(WorkerConfig.from(stored).database().authentication())
        .isInstanceOf(Authentication.ByIam.class);
  }

  @Test
  void reportsASharedSettingOnce() {
    Map<String, String> shared = new HashMap<>(REQUIRED);
    shared.put("AWS_REGION", "eu-west-1");
    shared.put("AWS_ENDPOINT_URL_SQS", "nowhere");
    shared.put("RUNNERBEAN_QUEUE_URL", "http://sqs/jobs");
    shared.put("RUNNERBEAN_DEAD_LETTER_QUEUE_URL", "http://sqs/dead");
    SettingsReader settings = new SettingsReader(shared);
    WorkerConfig _ = WorkerConfig.from(settings);
    assertThat(settings.seen()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThatThrownBy(settings::check)
        .message()
        .containsOnlyOnce("AWS_ENDPOINT_URL_SQS is \"nowhere\"");
  }

  @Test
  void readsPolledQueuesWithTheirWeights() {
    Map<String, String> polling = new HashMap<>(REQUIRED);
    polling.put("AWS_REGION", "eu-west-1");
    polling.put("RUNNERBEAN_POLL", "https://sqs/1/jobs=3, https://sqs/1/orders.fifo");
    List<PolledQueue> queues = WorkerConfig.from(polling).sqs().polled();
    assertThat(queues).extracting(PolledQueue::name).containsExactly("jobs", "orders.fifo");
    assertThat(queues).extracting(PolledQueue::weight).containsExactly(3, 1);
    assertThat(queues).extracting(PolledQueue::isFifo).containsExactly(false, true);
    assertThat(queues).allMatch(queue -> "eu-west-1".equals(queue.queue().region()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs",
        "https://sqs/1/jobs,",
        "https://sqs/1/jobs=0",
        "https://sqs/1/jobs=101",
        "https://sqs/1/jobs=many",
        "https://sqs/1/jobs,https://sqs/1/jobs=2"
      })
  void refusesInvalidPolledQueues(String value) {
    Map<String, String> polling = new HashMap<>(REQUIRED);
    polling.put("RUNNERBEAN_POLL", value);
    assertThatThrownBy(() -> WorkerConfig.from(polling))
        .hasMessageContaining("RUNNERBEAN_POLL is \"" + value + "\"")
        .hasMessageContaining("the URLs of different queues, separated by commas");
  }

  @Test
  void reportsInvalidSecretsAndFiles() {
    Map<String, String> wrong = new HashMap<>(REQUIRED);
    wrong.put("RUNNERBEAN_DATABASE_SECRET_ARN", "worker");
    wrong.put("RUNNERBEAN_DATABASE_IAM", "yes");
    wrong.put("RUNNERBEAN_DATABASE_TLS", "always");
    wrong.put("RUNNERBEAN_DATABASE_CA", "/nowhere/ca.pem");
    assertThatThrownBy(() -> WorkerConfig.from(wrong))
        .hasMessageContaining("RUNNERBEAN_DATABASE_SECRET_ARN is \"worker\": it must be the ARN")
        .hasMessageContaining("RUNNERBEAN_DATABASE_IAM is \"yes\": it must be true or false")
        .hasMessageContaining("it must be one of [prefer, require, verify-full]")
        .hasMessageContaining("RUNNERBEAN_DATABASE_CA is \"/nowhere/ca.pem\"");
  }

  @Test
  void refusesIamWithoutVerifiedTls() {
    Map<String, String> iam = new HashMap<>(REQUIRED);
    iam.put("RUNNERBEAN_DATABASE_IAM", "true");
    iam.put("RUNNERBEAN_DATABASE_TLS", "require");
    assertThatThrownBy(() -> WorkerConfig.from(iam))
        .hasMessageContaining("RUNNERBEAN_DATABASE_TLS must be verify-full")
        .hasMessageContaining("RUNNERBEAN_DATABASE_CA=aws");
    iam.remove("RUNNERBEAN_DATABASE_IAM");
    iam.put("RUNNERBEAN_DATABASE_CA", "aws");
    assertThatThrownBy(() -> WorkerConfig.from(iam))
        .hasMessageContaining("RUNNERBEAN_DATABASE_CA is used only with");
  }
}
