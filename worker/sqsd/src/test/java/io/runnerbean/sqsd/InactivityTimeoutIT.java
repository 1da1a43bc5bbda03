package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The inactivity timeout limits the time without a byte, not the duration of a job. */
@Timeout(120)
class InactivityTimeoutIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final String BODY = "x";
  private static final Duration INACTIVITY = Duration.ofSeconds(2);

  /** All pauses together are much longer than the timeout, and each is much shorter. */
  private static final int DRIPS = 40;

  private static final Duration DRIP = Duration.ofMillis(200);

  @Test
  void acceptsAnAppThatIsSlowButSendsBytes() throws Exception {
    String queue = SQS.createQueue("drips");
    try (ServerSocket app = listen();
        Daemon _ = start(queue, app)) {
      send(queue);
      try (Socket post = nextPost(app)) {
        drip(post.getOutputStream());
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count(queue) == 0);
      }
    }
  }

  @Test
  void failsAPostIfTheAppSendsNothing() throws Exception {
    String queue = SQS.createQueue("silent");
    try (ServerSocket app = listen();
        Daemon _ = start(queue, app)) {
      send(queue);
      try (Socket post = nextPost(app)) {
        assertThat(isClosed(post)).isTrue();
      }
    }
    assertThat(count(queue)).isEqualTo(1);
  }

  /** Waits until the daemon closes the connection. */
  private static boolean isClosed(Socket post) throws IOException {
    try {
      return post.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  /** Sends a header byte by byte, with a pause after each. */
  private static void drip(OutputStream out) throws IOException, InterruptedException {
    BlockingQueue<Integer> never = new LinkedBlockingQueue<>();
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Drip: ".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < DRIPS; i++) {
      out.write('.');
      out.flush();
      assertThat(never.poll(DRIP.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }
    out.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Skips the connections by which the daemon only checks the port. */
  private static Socket nextPost(ServerSocket app) throws IOException {
    Socket connection = app.accept();
    while (!isPost(connection)) {
      connection.close();
      connection = app.accept();
    }
    return connection;
  }

  private static boolean isPost(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder request = new StringBuilder();
    int next = in.read();
    while (next >= 0 && !request.append((char) next).toString().endsWith("\r\n\r\n" + BODY)) {
      next = in.read();
    }
    return next >= 0;
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static Daemon start(String queue, ServerSocket app) {
    URI url = URI.create("http://127.0.0.1:" + app.getLocalPort());
    DaemonConfig defaults = TestDaemon.config(queue, url, 1, null, Duration.ofMinutes(5));
    AppConfig appConfig =
        new AppConfig(
            url, "/", null, "application/json", 1, Duration.ofSeconds(5), INACTIVITY, null);
    DaemonConfig config =
        new DaemonConfig(
            defaults.queue(),
            appConfig,
            defaults.schedules(),
            defaults.drainTimeout(),
            defaults.maxRetries());
    return Daemon.start(config, SQS.client(), Clock.systemUTC());
  }

  private static void send(String queue) {
    SQS.client().sendMessage(request -> request.queueUrl(queue).messageBody(BODY));
  }

  /** Counts all messages, in flight or not. */
  private static int count(String queue) {
    Map<QueueAttributeName, String> all =
        SQS.client()
            .getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(
            all.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
        + Integer.parseInt(
            all.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
  }
}
