package io.runnerbean.engine.http;

import io.runnerbean.engine.message.RawMessage;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body on the I/O thread, so that a slow sender holds none of the threads that run jobs.
 */
final class MessageReader implements HttpHandler {

  /** The name of the job type in a route's template. */
  static final String TYPE = "job_type";

  private final JobThreads threads;
  private final MessageHandler next;

  MessageReader(JobThreads threads, MessageHandler next) {
    this.threads = threads;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getRequestReceiver().receiveFullBytes(this::read, MessageReader::failed);
  }

  private void read(HttpServerExchange exchange, byte[] body) {
    RawMessage raw =
        new RawMessage(
            exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY).getParameters().get(TYPE),
            exchange.getRequestHeaders()::getFirst,
            name -> parameter(exchange, name),
            body);
    threads.work(exchange, () -> next.handle(exchange, raw));
  }

  private static @Nullable String parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? null : values.peekFirst();
  }

  /** What is left of the body is not read, so the connection cannot be used again. */
  private static void failed(HttpServerExchange exchange, IOException fault) {
    exchange.setPersistent(false);
    (isTooLarge(exchange, fault) ? tooLarge() : broken()).send(exchange);
  }

  /** Undertow tells a length that no array could hold by another exception. */
  private static boolean isTooLarge(HttpServerExchange exchange, IOException fault) {
    return fault instanceof RequestTooBigException
        || exchange.getRequestContentLength() > HttpServer.MAX_BODY;
  }

  private static Answer tooLarge() {
    return Answer.problem(
        413,
        "The body is too large",
        "At most %d bytes are allowed.".formatted(HttpServer.MAX_BODY));
  }

  private static Answer broken() {
    return Answer.problem(
        400, "The body could not be read", "The connection broke before its end.");
  }
}
