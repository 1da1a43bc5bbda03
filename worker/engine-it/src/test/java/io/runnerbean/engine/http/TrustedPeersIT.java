package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server, whose connections seem to come from other addresses. */
@Timeout(60)
class TrustedPeersIT {

  /** A Docker bridge: 172.17.0.1 is the gateway, in the form of Linux's routing table. */
  private static final List<String> ROUTES =
      List.of(
          "Iface\tDestination\tGateway\tFlags",
          "eth0\t000011AC\t00000000\t0001",
          "eth0\t00000000\t010011AC\t0003");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,   200",
    "127.8.8.8,   200",
    "::1,         200",
    "172.17.0.1,  200",
    "172.17.0.2,  403",
    "10.0.0.7,    403",
    "10.1.2.3,    200",
    "10.2.0.1,    403",
    "192.0.2.63,  200",
    "192.0.2.64,  403",
    "2001:db8::9, 200",
    "2001:db9::9, 403",
    "203.0.113.9, 403"
  })
  void trustsTheLoopbackAndTheseNetworks(String peer, int status) throws Exception {
    InetAddress gateway = ContainerGateway.of(ROUTES).orElseThrow();
    TrustedPeers trusted =
        TrustedPeers.parse(gateway.getHostAddress() + ", 10.1.0.0/16,192.0.2.1/26,2001:db8::/32");
    Undertow server =
        Undertow.builder()
            .addHttpListener(
                0,
                "127.0.0.1",
                exchange ->
                    exchange.setStatusCode(
                        trusted.include(from(peer, exchange).getSourceAddress().getAddress())
                            ? 200
                            : 403))
            .build();
    server.start();
    try {
      assertThat(post(server).statusCode()).isEqualTo(status);
    } finally {
      server.stop();
    }
  }

  @Test
  void findsNoGatewayWithoutARoute() throws Exception {
    assertThat(ContainerGateway.of(List.of("Iface\tDestination\tGateway"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1,somewhere",
        "10.0.0.0/33",
        "10/8",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "/8",
        "::1/129",
        "gateways"
      })
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> TrustedPeers.parse(text))
        .hasMessageContaining("must be IP addresses or networks such as 10.0.0.0/16");
  }

  private static HttpServerExchange from(String peer, HttpServerExchange exchange) {
    return exchange.setSourceAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 50_000));
  }

  /** Sends forged headers, which must have no effect. */
  private static HttpResponse<String> post(Undertow server) throws Exception {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
            .header("X-Forwarded-For", "127.0.0.1")
            .header("X-Real-IP", "127.0.0.1")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
