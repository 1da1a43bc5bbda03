package io.runnerbean.engine.http;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.refusal.Violation;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP answer with a JSON body; one of failure describes itself as a problem.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record Answer(int status, ObjectNode body) {

  /** How soon a database that is restarting may be back. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private static final JsonMapper MAPPER = JsonMapper.shared();

  static Answer ok() {
    return of(200);
  }

  static Answer of(int status) {
    return new Answer(status, MAPPER.createObjectNode());
  }

  static Answer problem(int status, String title, String detail) {
    return new Answer(status, MAPPER.createObjectNode())
        .with("title", title)
        .with("detail", detail);
  }

  static Answer draining() {
    return problem(
        503, "Draining", "This worker is about to stop; its message will be delivered again.");
  }

  static Answer refusal(RefusedException refused) {
    Answer answer = of(400).with("title", String.valueOf(refused.getMessage()));
    ArrayNode errors = answer.body.putArray("errors");
    for (Violation violation : refused.violations()) {
      errors.addObject().put("field", violation.field()).put("rule", violation.rule());
    }
    return answer;
  }

  Answer with(String field, Object value) {
    body.putPOJO(field, value);
    return this;
  }

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
    return status < 300 ? "application/json" : "application/problem+json";
  }
}
