package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.SqsServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import software.amazon.awssdk.services.sqs.SqsClient;

/** PostgreSQL and SQS in containers, for a worker of an image. */
record Instance(
    Containers containers, GenericContainer<?> postgres, GenericContainer<?> queue, SqsClient sqs)
    implements AutoCloseable {

  /** Ten times the expected duration of the slowest test. */
  private static final Duration TIMEOUT = Duration.ofMinutes(12);

  static Instance start() throws Exception {
    Containers containers = new Containers();
    try {
      GenericContainer<?> postgres = containers.postgres();
      GenericContainer<?> queue = containers.sqs();
      SqsClient sqs = SqsServer.client(URI.create(Containers.endpoint(queue)));
      sqs.createQueue(request -> request.queueName("jobs"));
      return new Instance(containers, postgres, queue, sqs);
    } catch (Exception e) {
      containers.close();
      throw e;
    }
  }

  /** Returns the environment of a worker that uses both. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(SqsServer.clientEnvironment());
    environment.put("RDS_HOSTNAME", Containers.address(postgres));
    environment.put("RDS_DB_NAME", "runnerbean");
    environment.put("RDS_USERNAME", "runnerbean");
    environment.put("RDS_PASSWORD", "runnerbean");
    environment.put("RUNNERBEAN_QUEUE_URL", Containers.queue(queue));
    environment.put("AWS_ENDPOINT_URL_SQS", Containers.endpoint(queue));
    return environment;
  }

  /** Sends a message, and returns its id. */
  String send(String body) {
    return sqs.sendMessage(message -> message.queueUrl(Containers.queue(queue)).messageBody(body))
        .messageId();
  }

  /** Waits until this query counts one row. */
  void awaitOne(String query) {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(count(query)).as(query).isEqualTo(1));
  }

  int count(String query) throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + query)) {
      result.next();
      return result.getInt(1);
    }
  }

  PostgresDatabase database() {
    return new PostgresDatabase(
        Containers.address(postgres), 5432, "runnerbean", "runnerbean", "runnerbean");
  }

  @Override
  public void close() {
    sqs.close();
    containers.close();
  }
}
