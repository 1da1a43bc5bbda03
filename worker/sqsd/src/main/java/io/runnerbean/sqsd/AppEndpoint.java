package io.runnerbean.sqsd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The app that messages are posted to. */
final class AppEndpoint implements AutoCloseable {

  private final AppConfig config;
  private final CloseableHttpClient client;

  AppEndpoint(AppConfig config) {
    this.config = config;
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
    HttpPost post = new HttpPost(uri(path));
    headers.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
    return status(post);
  }

  /** Returns whether the app takes messages now. */
  boolean isReady() {
    String path = config.healthPath();
    try {
      return path == null ? accepts() : status(new HttpGet(uri(path))) == HttpStatus.SC_OK;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
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

  private URI uri(String path) {
    return config.url().resolve(path);
  }
}
