package io.runnerbean.engine.database.credentials;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stub of Secrets Manager, which answers GetSecretValue. */
public final class SecretsServer implements AutoCloseable {

  public static final String PREFIX = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final AtomicInteger reads = new AtomicInteger();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final HttpServer server;

  private SecretsServer(HttpServer server) {
    this.server = server;
  }

  /** Starts the stub and sets credentials for the SDK. */
  public static SecretsServer start() throws IOException {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SecretsServer secrets = new SecretsServer(server);
    server.createContext("/", secrets::answer);
    server.start();
    return secrets;
  }

  /** Stores a login in place of an earlier one. */
  public StoredSecret store(String name, String user, String password) {
    return store(name, JSON.writeValueAsString(Map.of("username", user, "password", password)));
  }

  public StoredSecret store(String name, String text) {
    secrets.put(PREFIX + name, text);
    return named(name);
  }

  /** Returns the address of a secret. Reading a secret that is not stored is denied. */
  public StoredSecret named(String name) {
    return new StoredSecret(PREFIX + name, "eu-west-1", endpoint());
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The number of requests for a secret. */
  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    reads.incrementAndGet();
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String arn = request.path("SecretId").asString();
    String secret = secrets.get(arn);
    if (secret == null) {
      send(exchange, 400, Map.of("__type", "AccessDeniedException", "Message", "access denied"));
    } else {
      send(exchange, 200, Map.of("ARN", arn, "SecretString", secret));
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, String> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
