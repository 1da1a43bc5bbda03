package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server with a part that can fall silent. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit calls start before each test
class HealthHandlerTest {

  private static final int REQUESTS = 50;

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger checks = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private Undertow server;

  /** A part whose check hangs until the test releases it. */
  private final class Silent implements HealthCheck {

    @Override
    public String part() {
      return "database";
    }

    @Override
    public Optional<String> problem() {
      int _ = checks.incrementAndGet();
      try {
        answer.await();
        return Optional.empty();
      } catch (InterruptedException e) {
        return Optional.of("interrupted");
      }
    }
  }

  @BeforeEach
  void start() {
    HealthHandler handler = new HealthHandler(List.of(new Silent()), Duration.ofMillis(100));
    server = Undertow.builder().addHttpListener(0, "127.0.0.1", handler).build();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
  }

  @Test
  @DisplayName("requests are answered during a check that hangs, and share it")
  void answersWhileACheckHangs() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(client.sendAsync(ready(), HttpResponse.BodyHandlers.ofString()));
    }
    for (var each : answers) {
      assertThat(each.get().statusCode()).isEqualTo(503);
      assertThat(each.get().body()).contains("\"database\":\"no answer within 100 ms\"");
    }
    assertThat(checks).hasValue(1);
    answer.countDown();
    HttpResponse<String> next;
    do {
      next = client.send(ready(), HttpResponse.BodyHandlers.ofString());
    } while (next.statusCode() != 200);
    assertThat(next.body()).contains("\"database\":\"ready\"");
  }

  private HttpRequest ready() {
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/health/ready".formatted(address.getPort())))
        .build();
  }
}
