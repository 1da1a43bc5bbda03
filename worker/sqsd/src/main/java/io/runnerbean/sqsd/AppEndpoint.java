package io.runnerbean.sqsd;

import io.runnerbean.config.Secret;
import io.runnerbean.config.signing.SignedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The app that messages are posted to. */
final class AppEndpoint implements AutoCloseable {

  private final AppConfig config;
  private final CloseableHttpClient client;
  private final Clock clock;

  AppEndpoint(AppConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.client = AppClient.of(config);
  }

  /**
   * Posts a message.
   *
   * @return the status of the app's answer
   * @throws IOException if the app cannot be reached, sends nothing for too long, or closes the
   *     connection early
   */
  int post(String path, Map<String, String> headers, String body) throws IOException {
    HttpPost post = new HttpPost(config.uri(path));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach(post::setHeader);
    if (config.key() != null) {
      sign(post, config.key(), bytes);
    }
    post.setEntity(new ByteArrayEntity(bytes, null));
    return status(post);
  }

  /** Returns whether the app takes messages now. */
  boolean isReady() {
    String path = config.healthPath();
    try {
      return path == null ? accepts() : status(new HttpGet(config.uri(path))) == HttpStatus.SC_OK;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private void sign(HttpPost post, Secret key, byte[] body) {
    SortedMap<String, String> covered = new TreeMap<>();
    for (Header header : post.getHeaders()) {
      if (SignedRequest.covers(header.getName())) {
        byte[] sent = header.getValue().getBytes(StandardCharsets.UTF_8);
        covered.put(
            header.getName().toLowerCase(Locale.ROOT),
            new String(sent, StandardCharsets.ISO_8859_1));
      }
    }
    SignedRequest request =
        new SignedRequest(
            String.valueOf(clock.instant().getEpochSecond()),
            post.getMethod(),
            post.getRequestUri(),
            covered,
            body);
    post.setHeader(SignedRequest.TIMESTAMP, request.timestamp());
    post.setHeader(SignedRequest.SIGNATURE, request.sign(key));
  }

  private boolean accepts() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(config.url().getHost(), config.port()),
          (int) config.connectTimeout().toMillis());
      return true;
    }
  }

  private int status(ClassicHttpRequest request) throws IOException {
    return client.execute(
        request,
        response -> {
          EntityUtils.consumeQuietly(response.getEntity());
          return response.getCode();
        });
  }
}
