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

/** Answers what Secrets Manager answers to GetSecretValue. */
public final class SecretsServer implements AutoCloseable {

  public static final String PREFIX = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final AtomicInteger reads = new AtomicInteger();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final HttpServer server;

  private SecretsServer(HttpServer server) {
    this.server = server;
  }

  /** Starts it, and gives the SDK credentials to ask with. */
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

  /** Keeps a login; there may have been another. */
  public StoredSecret keep(String name, String user, String password) {
    return keep(name, JSON.writeValueAsString(Map.of("username", user, "password", password)));
  }

  public StoredSecret keep(String name, String text) {
    secrets.put(PREFIX + name, text);
    return named(name);
  }

  /** A secret that nobody may read, if it is not kept. */
  public StoredSecret named(String name) {
    return new StoredSecret(PREFIX + name, "eu-west-1", endpoint());
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often a secret was asked for, by whomever. */
  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    reads.incrementAndGet();
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String arn = asked.path("SecretId").asString();
    String secret = secrets.get(arn);
    if (secret == null) {
      send(exchange, 400, Map.of("__type", "AccessDeniedException", "Message", "not for you"));
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
