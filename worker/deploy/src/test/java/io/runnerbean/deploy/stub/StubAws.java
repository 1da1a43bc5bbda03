package io.runnerbean.deploy.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The endpoints of AWS that a deployment talks to, all at one address: the signature tells which is
 * meant. It keeps state, as AWS does, so that a broken-off deployment can be gone on with.
 */
public final class StubAws implements AutoCloseable {

  private static final Pattern SERVICE =
      Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");
  private static final String MESSAGE = "11111111-2222-3333-4444-555555555555";

  private static final long DEADLINE = 100_000;

  private final HttpServer server;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> refused = Collections.synchronizedSet(new HashSet<>());
  private final StubFormation formation = new StubFormation();
  private final StubBeanstalk beanstalk = new StubBeanstalk();
  private String word = "InsertJob succeeded in 5 ms";

  private StubAws(HttpServer server) {
    this.server = server;
  }

  /** Starts it, and tells the SDK where it is. */
  public static StubAws start() throws IOException {
    // Else each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StubAws stub = new StubAws(server);
    server.createContext("/", stub::handle);
    server.start();
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    return stub;
  }

  /** Everything that was asked so far; what only looks is left out. */
  public List<String> changes() {
    return calls.stream()
        .filter(
            call -> !call.action().matches("(Describe|Get|Filter|Head).*|CreateStorageLocation"))
        .map(Call::line)
        .toList();
  }

  /** Every action that was asked for. */
  public Set<String> actions() {
    Set<String> actions = new java.util.TreeSet<>();
    calls.forEach(call -> actions.add(call.service() + ":" + call.action()));
    return actions;
  }

  /** Waits until this was asked for. */
  public void awaitCall(String line) throws InterruptedException {
    synchronized (calls) {
      while (calls.stream().map(Call::line).noneMatch(line::equals)) {
        calls.wait(DEADLINE);
      }
    }
  }

  public void forgetCalls() {
    calls.clear();
  }

  /** The next call of this line is refused. */
  public void refuseOnce(String line) {
    refused.add(line);
  }

  /** The next change of this stack fails, and is taken back. */
  public void failOnce(String stack, String why) {
    formation.failing.put(stack, why);
  }

  /** Where the stack is left by somebody who was interrupted. */
  public void leaveInProgress(String stack) {
    formation.named(stack).begin("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE", 3);
  }

  public String parameter(String stack, String name) {
    return formation.named(stack).parameters.getOrDefault(name, "");
  }

  public boolean isThere(String stack) {
    return formation.isThere(stack);
  }

  /** What Beanstalk says of bundles from now on. */
  public void processed(String status) {
    beanstalk.processed = status;
  }

  public void health(String color) {
    beanstalk.health = color;
  }

  /** What the worker logs of the smoke test. */
  public void workerSays(String text) {
    word = text;
  }

  static String queue(String output) {
    return "https://sqs.eu-west-1.amazonaws.com/123456789012/" + output;
  }

  @Override
  public void close() {
    server.stop(0);
    List.of("aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey")
        .forEach(System::clearProperty);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = call(exchange);
    try {
      if (refused.remove(call.line())) {
        throw new Refusal("AccessDenied", "you may not " + call.action());
      }
      add(call);
      answer(exchange, call);
    } catch (Refusal refusal) {
      send(exchange, 400, error(call, refusal));
    } catch (RuntimeException e) {
      e.printStackTrace();
      send(exchange, 500, e.toString());
    }
  }

  private void add(Call call) {
    synchronized (calls) {
      calls.add(call);
      calls.notifyAll();
    }
  }

  private void answer(HttpExchange exchange, Call call) throws IOException {
    switch (call.service()) {
      case "cloudformation" -> send(exchange, 200, xml(call, formation.answer(call)));
      case "elasticbeanstalk" -> send(exchange, 200, xml(call, beanstalk.answer(call)));
      case "sts" ->
          send(
              exchange,
              200,
              xml(
                  call,
                  "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/ann</Arn>"));
      case "sqs" -> send(exchange, 200, sqs(call));
      case "logs" ->
          send(exchange, 200, "{\"events\":[{\"message\":\"%s %s\"}]}".formatted(MESSAGE, word));
      case "pricing" -> throw new Refusal("AccessDeniedException", "you may not see prices");
      case "s3" -> s3(exchange, call);
      default -> throw new IllegalArgumentException(call.service());
    }
  }

  private void s3(HttpExchange exchange, Call call) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]+/", "");
    if (call.action().equals("PutObject")) {
      beanstalk.objects.add(key);
    }
    send(exchange, beanstalk.objects.contains(key) ? 200 : 404, "");
  }

  private static String sqs(Call call) {
    if (call.action().equals("GetQueueAttributes")) {
      return "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"3\"}}";
    }
    String body =
        call.body().replaceFirst("^.*\"MessageBody\":\"", "").replaceFirst("\"[^\\\\\"]*$", "");
    Matcher text =
        Pattern.compile("\"MessageBody\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(call.body());
    String sent = text.find() ? text.group(1).replace("\\\"", "\"") : body;
    return "{\"MessageId\":\"%s\",\"MD5OfMessageBody\":\"%s\"}".formatted(MESSAGE, md5(sent));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Matcher service =
        SERVICE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String name = service.find() ? service.group(1) : "unsigned";
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    String body = new String(bytes, StandardCharsets.UTF_8);
    if (name.equals("s3")) {
      return new Call(
          name,
          exchange.getRequestMethod().equals("PUT") ? "PutObject" : "HeadObject",
          Map.of(),
          "");
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return new Call(name, target.replaceFirst(".*\\.", ""), Map.of(), body);
    }
    Map<String, String> form = form(body);
    return new Call(name, form.getOrDefault("Action", "?"), form, body);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] both = pair.split("=", 2);
      form.put(
          URLDecoder.decode(both[0], StandardCharsets.UTF_8),
          both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String xml(Call call, String result) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(call.action(), result);
  }

  private static String error(Call call, Refusal refusal) {
    String what =
        "<Code>%s</Code><Message>%s</Message>".formatted(refusal.code, refusal.getMessage());
    return switch (call.service()) {
      case "sqs", "logs", "pricing" ->
          "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(refusal.code, refusal.getMessage());
      case "s3" -> "<Error>%s</Error>".formatted(what);
      default ->
          "<ErrorResponse><Error><Type>Sender</Type>%s</Error></ErrorResponse>".formatted(what);
    };
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head && bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
