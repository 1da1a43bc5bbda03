package io.runnerbean.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Gives a test class an SQS of its own and a client for it. */
public final class SqsExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable SqsServer server;
  private @Nullable SqsClient client;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = SqsServer.temporary();
    client = server.client();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client().close();
    server().close();
  }

  public SqsServer server() {
    return Objects.requireNonNull(server, "register the extension in a static field");
  }

  public SqsClient client() {
    return Objects.requireNonNull(client, "register the extension in a static field");
  }

  /** Creates a standard queue and returns its URL. */
  public String createQueue(String name) {
    return client().createQueue(request -> request.queueName(name)).queueUrl();
  }
}
