package io.runnerbean.sqsd;

import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client that sends each request once. A second POST would be a second delivery, and a
 * redirect would send the message to another server.
 */
final class AppClient {

  /** The connection for health checks, in addition to those for messages. */
  private static final int HEALTH = 1;

  private AppClient() {}

  static CloseableHttpClient of(AppConfig config) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(config))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(AppConfig config) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(config.connections() + HEALTH)
        .setMaxConnPerRoute(config.connections() + HEALTH)
        .setDefaultConnectionConfig(timeouts(config))
        .setConnectionFactory(utf8())
        .build();
  }

  /**
   * The socket timeout limits how long the app sends nothing, like that of AWS's daemon. Each byte
   * from the app restarts it.
   */
  private static ConnectionConfig timeouts(AppConfig config) {
    return ConnectionConfig.custom()
        .setConnectTimeout(Timeout.of(config.connectTimeout()))
        .setSocketTimeout(Timeout.of(config.inactivityTimeout()))
        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
        .build();
  }

  /**
   * Encodes headers in UTF-8: attributes may hold any text, and AWS's daemon sends it unchanged.
   */
  private static ManagedHttpClientConnectionFactory utf8() {
    return ManagedHttpClientConnectionFactory.builder()
        .charCodingConfig(CharCodingConfig.custom().setCharset(StandardCharsets.UTF_8).build())
        .build();
  }
}
