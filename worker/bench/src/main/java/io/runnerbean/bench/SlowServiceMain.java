package io.runnerbean.bench;

import io.undertow.Undertow;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A service that jobs call. It answers each request after 100 ms, and uses no thread meanwhile. */
public final class SlowServiceMain {

  private static final long ANSWER_MILLIS = 100;

  private SlowServiceMain() {}

  public static void main(String[] args) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(
                0,
                "127.0.0.1",
                exchange ->
                    exchange.dispatch(
                        SameThreadExecutor.INSTANCE,
                        () ->
                            exchange
                                .getIoThread()
                                .executeAfter(
                                    exchange::endExchange, ANSWER_MILLIS, TimeUnit.MILLISECONDS)))
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    System.out.println("Listening on port " + port);
  }
}
