package io.runnerbean.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostGeneratorIT {

  private static final int CONNECTIONS = 5;

  @Test
  @DisplayName("each delivery has a message id of its own, and each answer is one job")
  void counts() throws Exception {
    Set<String> messages = ConcurrentHashMap.newKeySet();
    LoadResult result =
        post(exchange -> {
          messages.add(exchange.getRequestHeaders().getFirst("X-Aws-Sqsd-Msgid"));
          exchange.getResponseSender().send("{\"state\":\"succeeded\"}");
        });
    assertThat(result.jobs()).isEqualTo(messages.size()).isGreaterThanOrEqualTo(CONNECTIONS);
    assertThat(result.first()).isPositive().isLessThan(result.nanos());
    assertThat(result.p99()).isGreaterThanOrEqualTo(result.p50()).isPositive();
  }

  @Test
  @DisplayName("an answer without a body counts, too")
  void takesEmptyAnswers() throws Exception {
    assertThat(post(exchange -> exchange.endExchange()).jobs()).isGreaterThanOrEqualTo(CONNECTIONS);
  }

  @Test
  @DisplayName("any status but 200 ends the benchmark, and its answer is shown")
  void failsWithTheAnswer() {
    assertThatThrownBy(() ->
            post(exchange -> exchange.setStatusCode(503).getResponseSender().send("too busy")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("too busy");
  }

  private static LoadResult post(HttpHandler handler) throws Exception {
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1", handler).build();
    server.start();
    try {
      int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
      return new PostGenerator(URI.create("http://127.0.0.1:" + port), "InsertJob", CONNECTIONS)
          .run(100);
    } finally {
      server.stop();
    }
  }
}
