package io.runnerbean.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Posts deliveries over one persistent connection, with the headers that the daemon sends. Each
 * delivery has a new message id.
 */
final class HttpDelivery implements Operation {

  private static final byte[] BODY =
      "{\"job_type\":\"InsertJob\",\"data\":\"bench\"}".getBytes(StandardCharsets.UTF_8);

  private final String host;
  private final DefaultBHttpClientConnection connection;
  private final HttpRequestExecutor executor = new HttpRequestExecutor();
  private final String prefix = UUID.randomUUID().toString().substring(0, 28);
  private int number;

  private HttpDelivery(String host, DefaultBHttpClientConnection connection) {
    this.host = host;
    this.connection = connection;
  }

  static HttpDelivery connect(URI worker) throws IOException {
    Socket socket = new Socket(worker.getHost(), worker.getPort());
    socket.setTcpNoDelay(true);
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
    connection.bind(socket);
    return new HttpDelivery(worker.getAuthority(), connection);
  }

  @Override
  public void execute() throws IOException, HttpException {
    try (ClassicHttpResponse response =
        executor.execute(delivery(), connection, HttpCoreContext.create())) {
      String answer = EntityUtils.toString(response.getEntity());
      if (response.getCode() != 200) {
        throw new IOException("the worker answered %d %s".formatted(response.getCode(), answer));
      }
    }
  }

  private ClassicHttpRequest delivery() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/job/run");
    request.setHeader(HttpHeaders.HOST, host);
    request.setHeader(HttpHeaders.USER_AGENT, "aws-sqsd/3.0.5 (bench)");
    request.setHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    request.setHeader(HttpHeaders.CONTENT_LENGTH, BODY.length);
    request.setHeader("X-Aws-Sqsd-Msgid", prefix + "%08x".formatted(number++));
    request.setHeader("X-Aws-Sqsd-Queue", "jobs");
    request.setHeader("X-Aws-Sqsd-Receive-Count", "1");
    request.setHeader("X-Aws-Sqsd-First-Received-At", now);
    request.setHeader("X-Aws-Sqsd-Sent-At", now);
    request.setHeader("X-Aws-Sqsd-Sender-Id", "bench");
    request.setEntity(new ByteArrayEntity(BODY, null));
    return request;
  }
}
