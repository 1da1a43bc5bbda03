package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@SuppressWarnings("NullAway.Init") // each test starts with its own limits
class RequestThreadsIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final CountDownLatch proceed = new CountDownLatch(1);
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger worked = new AtomicInteger();
  private RequestThreads threads;
  private Undertow server;

  @AfterEach
  void stop() {
    proceed.countDown();
    server.stop();
    threads.close();
  }

  @Test
  void refusesARequestAboveTheLimitAtOnce() {
    start(new LoadLimits(1, 2, Duration.ofMinutes(1)));
    CompletableFuture<HttpResponse<String>> running = get(1);
    CompletableFuture<HttpResponse<String>> first = get(2);
    CompletableFuture<HttpResponse<String>> second = get(3);
    HttpResponse<String> refused = get(4).join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("2 requests are waiting already");
    proceed.countDown();
    assertThat(running.join().statusCode()).isEqualTo(200);
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(worked).hasValue(3);
  }

  @Test
  void refusesARequestThatWaitsTooLongAndNeverHandlesIt() {
    start(new LoadLimits(1, 2, Duration.ofSeconds(2)));
    CompletableFuture<HttpResponse<String>> running = get(1);
    HttpResponse<String> refused = get(2).join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("No thread became free");
    proceed.countDown();
    assertThat(running.join().statusCode()).isEqualTo(200);
    assertThat(get(3).join().statusCode()).isEqualTo(200);
    assertThat(worked).hasValue(2);
  }

  private void start(LoadLimits limits) {
    threads = new RequestThreads(limits);
    server =
        Undertow.builder()
            .setIoThreads(1) // so that requests queue in the order of their arrival
            .addHttpListener(
                0,
                "127.0.0.1",
                exchange -> {
                  threads.handle(
                      exchange,
                      new DeliveryRequest(null, _ -> null, _ -> null, new byte[0]),
                      (_, _, _) -> {
                        awaitProceed();
                        worked.incrementAndGet();
                        JsonResponse.ok().send(exchange);
                      });
                  arrived.incrementAndGet();
                })
            .build();
    server.start();
  }

  private void awaitProceed() {
    try {
      assertThat(proceed.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends the next request and returns once the server has it. */
  private CompletableFuture<HttpResponse<String>> get(int place) {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
            .timeout(Duration.ofMinutes(1))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> arrived.get() >= place);
    return answer;
  }
}
