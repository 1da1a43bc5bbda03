package io.runnerbean.deploy.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The AWS endpoints that a deployment uses, all at one address. The signature names the service.
 * The stub keeps state as AWS does, so that a test can continue an interrupted deployment.
 */
public final class StubAws implements AutoCloseable {

  private static final long DEADLINE = 100_000;

  private final HttpServer server;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> refused = Collections.synchronizedSet(new HashSet<>());
  private final StubFormation formation = new StubFormation();
  private final StubBeanstalk beanstalk = new StubBeanstalk();
  private String outcome = "succeeded";
  private String text = "InsertJob succeeded";
  private boolean hasOrphanedQueues;

  private StubAws(HttpServer server) {
    this.server = server;
  }

  /** Starts the stub, and sets the SDK's endpoint to it. */
  public static StubAws start() throws IOException {
    // Otherwise each answer waits 40 ms for an acknowledgement.
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

  /** All calls so far that change something. */
  public List<String> changes() {
    return calls.stream()
        .filter(
            call -> !call.action().matches("(Describe|Get|Filter|Head).*|CreateStorageLocation"))
        .map(Call::line)
        .toList();
  }

  /** Waits until a client has made this call. */
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

  /** The next call with this line is refused. */
  public void refuseOnce(String line) {
    refused.add(line);
  }

  /** The next change of this stack fails, and is rolled back. */
  public void failOnce(String stack, String why) {
    formation.failing.put(stack, why);
  }

  /** An update of this stack is in progress, and will succeed. */
  public void leaveInProgress(String stack) {
    formation.named(stack).begin("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE", 3);
  }

  /** An update of this stack is in progress, and will be rolled back. */
  public void leaveFailing(String stack, String why) {
    formation.named(stack).begin("UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", 8);
    formation.named(stack).event("Broken", "UPDATE_FAILED", why);
  }

  /** An update of this stack failed, and its rollback fails too. */
  public void leaveStuck(String stack, String why) {
    formation.named(stack).begin("UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", 0);
    formation.named(stack).event("Broken", "UPDATE_FAILED", why);
  }

  /** From now on every queue exists. */
  public void leaveQueues() {
    hasOrphanedQueues = true;
  }

  /** All actions that were called, as policies name them. */
  public Set<String> actions() {
    return calls.stream()
        .map(call -> call.service() + ":" + call.action())
        .map(action -> action.replace("s3:HeadObject", "s3:GetObject"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public String parameter(String stack, String name) {
    return formation.named(stack).parameters.getOrDefault(name, "");
  }

  public boolean exists(String stack) {
    return formation.exists(stack);
  }

  /** The status that Beanstalk gives to new versions. */
  public void processed(String status) {
    beanstalk.processed = status;
  }

  public void health(String color) {
    beanstalk.health = color;
  }

  /** Sets what the worker logs for the smoke test. */
  public void workerLogs(String outcome, String text) {
    this.outcome = outcome;
    this.text = text;
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
    Call call = CallReader.read(exchange);
    try {
      if (refused.remove(call.line())) {
        throw new AwsError("AccessDenied", "you may not " + call.action());
      }
      add(call);
      answer(exchange, call);
    } catch (AwsError error) {
      Answer.send(exchange, 400, Answer.error(call, error));
    } catch (RuntimeException e) {
      e.printStackTrace();
      Answer.send(exchange, 500, e.toString());
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
      case "cloudformation" -> Answer.send(exchange, 200, Answer.xml(call, formation.answer(call)));
      case "elasticbeanstalk" ->
          Answer.send(exchange, 200, Answer.xml(call, beanstalk.answer(call)));
      case "sts" ->
          Answer.send(
              exchange,
              200,
              Answer.xml(
                  call,
                  "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/ann</Arn>"));
      case "sqs" -> Answer.send(exchange, 200, sqs(call));
      case "logs" -> Answer.send(exchange, 200, logs(call));
      case "pricing" -> throw new AwsError("AccessDeniedException", "you may not see prices");
      case "s3" -> s3(exchange, call);
      default -> throw new IllegalArgumentException(call.service());
    }
  }

  private String sqs(Call call) {
    return call.action().equals("GetQueueUrl") && hasOrphanedQueues
        ? "{\"QueueUrl\":\"%s\"}".formatted(queue("old"))
        : StubSqs.answer(call);
  }

  /** All events are on the second page. */
  private String logs(Call call) {
    String line =
        "{\"message\":\"%s\",\"message_id\":\"%s\",\"outcome\":\"%s\"}"
            .formatted(text, StubSqs.MESSAGE, outcome);
    return call.body().contains("nextToken")
        ? "{\"events\":[{\"message\":\"%s\"}]}".formatted(line.replace("\"", "\\\""))
        : "{\"events\":[],\"nextToken\":\"2\"}";
  }

  private void s3(HttpExchange exchange, Call call) throws IOException {
    String key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]+/", "");
    if (call.action().equals("PutObject")) {
      beanstalk.objects.add(key);
    }
    Answer.send(exchange, beanstalk.objects.contains(key) ? 200 : 404, "");
  }
}
