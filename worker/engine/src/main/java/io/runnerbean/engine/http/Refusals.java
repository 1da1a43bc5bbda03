package io.runnerbean.engine.http;

import io.runnerbean.engine.message.RawMessage;
import io.runnerbean.engine.message.SqsdHeaders;
import io.runnerbean.engine.refusal.RefusedException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for a handler that throws: a refusal says what is wrong with the message, anything else
 * is our own fault. What is wrong is for the sender's eyes only, since it quotes the message.
 */
final class Refusals implements MessageHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final MessageHandler next;

  Refusals(MessageHandler next) {
    this.next = next;
  }

  @Override
  public void handle(HttpServerExchange exchange, RawMessage raw) {
    try {
      next.handle(exchange, raw);
    } catch (RefusedException refused) {
      LOG.warn(
          "refused: {}; violations, which the answer lists: {}; message {}",
          refused.getMessage(),
          refused.violations().size(),
          raw.headers().first(SqsdHeaders.MESSAGE_ID));
      Answer.refusal(refused).send(exchange);
    } catch (RuntimeException fault) {
      LOG.error("a fault of the worker itself", fault);
      Answer.problem(500, "The worker failed", "Its log has the trace.").send(exchange);
    }
  }
}
