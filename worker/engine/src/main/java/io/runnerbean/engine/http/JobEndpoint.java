package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.delivery.SqsdHeaders;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The common part of {@code /job/run} and {@code /job/post}. It checks method, caller and content
 * type of a request, and reads its body on the I/O thread, so that a slow sender holds no thread
 * that runs jobs.
 */
final class JobEndpoint implements HttpHandler {

  /** The name of the job type in a route's template. */
  static final String TYPE = "job_type";

  /**
   * A refused body of up to this size is read and dropped, so that its sender sees the answer. A
   * longer one would keep an I/O thread busy, so its connection is closed.
   */
  private static final long MAX_DROPPED = 16L * HttpServer.MAX_BODY;

  private static final Pattern JSON =
      Pattern.compile(
          "application/([a-z0-9.+-]+[+])?json *(; *charset=\"?utf-8\"?)? *",
          Pattern.CASE_INSENSITIVE);

  private final CallerCheck callers;
  private final BodyMemory known;
  private final BodyMemory unproven;
  private final RequestHandler handler;

  /**
   * An endpoint.
   *
   * @param known the memory for bodies of callers that are known before the body is read
   * @param unproven that for all others
   */
  JobEndpoint(CallerCheck callers, BodyMemory known, BodyMemory unproven, RequestHandler handler) {
    this.callers = callers;
    this.known = known;
    this.unproven = unproven;
    this.handler = handler;
  }

  /**
   * Whether the request says that it delivers a message from SQS. The caller check decides whether
   * that is true.
   */
  static boolean isDelivery(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(SqsdHeaders.MESSAGE_ID);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (!exchange.getRequestMethod().equals(Methods.POST)) {
      exchange.getResponseHeaders().put(Headers.ALLOW, Methods.POST_STRING);
      JsonResponse.problem(405, "Method not allowed", "Use POST.").send(exchange);
    } else if (callers.allowsHeaders(exchange) && isJson(exchange) && hasRoom(exchange)) {
      exchange.getRequestReceiver().setMaxBufferSize(HttpServer.MAX_BODY);
      exchange.getRequestReceiver().receiveFullBytes(this::read, JobEndpoint::failed);
    }
  }

  /** Nothing is read before it is known that the body is small enough, and that there is room. */
  private boolean hasRoom(HttpServerExchange exchange) {
    long announced = exchange.getRequestContentLength();
    if (announced > HttpServer.MAX_BODY) {
      exchange.setMaxEntitySize(MAX_DROPPED);
      tooLarge(exchange);
      return false;
    }
    if (!hasKnownLength(exchange)) {
      return false;
    }
    long unknown = exchange.isRequestComplete() ? 0 : HttpServer.MAX_BODY;
    long bytes = announced < 0 ? unknown : announced;
    BodyMemory memory = callers.isKnown(exchange) ? known : unproven;
    if (!memory.take(bytes)) {
      JsonResponse.tooBusy("The bodies of other requests take all the memory for them.")
          .send(exchange);
      return false;
    }
    exchange.addExchangeCompleteListener((_, next) -> {
      memory.giveBack(bytes);
      next.proceed();
    });
    return true;
  }

  /** Undertow does not limit a body of any other transfer coding than chunks. */
  private static boolean hasKnownLength(HttpServerExchange exchange) {
    String coding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
    if (coding == null || coding.equalsIgnoreCase(Headers.CHUNKED.toString())) {
      return true;
    }
    JsonResponse.problem(
            501, "Not implemented", "Use Content-Length, or Transfer-Encoding: chunked.")
        .send(exchange);
    return false;
  }

  /** Ignores the content type of a delivery, because it is a setting of the daemon. */
  private static boolean isJson(HttpServerExchange exchange) {
    String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase(Headers.IDENTITY.toString())) {
      JsonResponse.problem(
              415,
              "Unsupported media type",
              "Content-Encoding is %s; send the body without one.".formatted(encoding))
          .send(exchange);
      return false;
    }
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type == null || isDelivery(exchange) || JSON.matcher(type).matches()) {
      return true;
    }
    JsonResponse.problem(
            415, "Unsupported media type", "The Content-Type must be application/json, in UTF-8.")
        .send(exchange);
    return false;
  }

  private void read(HttpServerExchange exchange, byte[] body) {
    DeliveryRequest request =
        new DeliveryRequest(
            typeInPath(exchange),
            exchange.getRequestHeaders()::getFirst,
            name -> parameter(exchange, name),
            body);
    if (callers.allowsBody(exchange, request)) {
      exchange.dispatch(SameThreadExecutor.INSTANCE, () -> handler.handle(exchange, request));
    }
  }

  private static @Nullable String typeInPath(HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    return match == null ? null : match.getParameters().get(TYPE);
  }

  private static @Nullable String parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? null : values.peekFirst();
  }

  private static void failed(HttpServerExchange exchange, IOException fault) {
    boolean isTooLarge =
        Stream.of(fault, fault.getCause())
            .anyMatch(cause ->
                cause instanceof RequestTooBigException
                    || cause instanceof Receiver.RequestToLargeException);
    if (isTooLarge) {
      tooLarge(exchange);
    } else {
      JsonResponse.problem(
              400, "Incomplete body", "The connection was lost before the end of the body.")
          .send(exchange);
    }
  }

  private static void tooLarge(HttpServerExchange exchange) {
    JsonResponse.problem(
            413, "Body too large", "At most %d bytes are allowed.".formatted(HttpServer.MAX_BODY))
        .send(exchange);
  }
}
