package io.runnerbean.engine.http;

import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.Violation;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP answer with a JSON body. A failure is described as a problem.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record JsonResponse(int status, ObjectNode body) {

  /** A database that restarts may be available again after this time. */
  private static final int RETRY_AFTER_SECONDS = 5;

  static final String TYPE = "application/json";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  static JsonResponse ok() {
    return of(200);
  }

  static JsonResponse of(int status) {
    return new JsonResponse(status, MAPPER.createObjectNode());
  }

  static JsonResponse problem(int status, String title, String detail) {
    return of(status).with("title", title).with("detail", detail);
  }

  static JsonResponse draining() {
    return problem(503, "Draining", "The worker is about to stop; try again.");
  }

  static JsonResponse tooBusy(String why) {
    return problem(503, "Too busy", why);
  }

  static JsonResponse workerFailed() {
    return problem(500, "The worker failed", "Its log has the stack trace.");
  }

  static JsonResponse invalid(InvalidMessageException invalid) {
    JsonResponse response = of(400).with("title", invalid.title());
    ArrayNode errors = response.body.putArray("errors");
    for (Violation violation : invalid.violations()) {
      errors.addObject().put("field", violation.field()).put("rule", violation.rule());
    }
    return response;
  }

  JsonResponse with(String field, Object value) {
    body.putPOJO(field, value);
    return this;
  }

  /**
   * Answers. If the request has not been read to its end, Undertow reads the rest and drops it: if
   * the connection were closed, the sender would often see that instead of the answer.
   */
  void send(HttpServerExchange exchange) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType());
    if (status == StatusCodes.SERVICE_UNAVAILABLE) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    exchange
        .getResponseSender()
        .send(ByteBuffer.wrap(MAPPER.writeValueAsBytes(body.put("status", status))));
  }

  private String contentType() {
    return status < 300 ? TYPE : "application/problem+json";
  }
}
