package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /job/run}. */
final class RunJobHandler implements RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RunJobHandler.class);

  private final DeliveryHandler deliveries;

  RunJobHandler(DeliveryHandler deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void handle(HttpServerExchange exchange, DeliveryRequest request) {
    deliveries.handle(request, outcome -> answer(exchange, outcome));
  }

  /** Ends a message that was refused before it was decoded. */
  void refuse(HttpServerExchange exchange, DeliveryRequest request, InvalidMessageException fault) {
    deliveries.refuse(request, fault, outcome -> answer(exchange, outcome));
  }

  /** Ends a message that the daemon has posted to an address that takes none. */
  void refuseAddress(HttpServerExchange exchange, DeliveryRequest request) {
    String rule = "is no address for messages: use /job/run or /job/run/JOB_TYPE";
    refuse(
        exchange,
        request,
        new InvalidMessageException("Not found", exchange.getRequestPath(), rule));
  }

  private static void answer(HttpServerExchange exchange, DeliveryOutcome outcome) {
    if (outcome instanceof DeliveryOutcome.Rejected(var fault)) {
      // The answer lists the violations. The log must not, because they quote the message.
      LOG.atWarn().addKeyValue("outcome", "rejected").log("rejected a message: {}", fault.title());
    }
    try {
      RunJobResponse.send(exchange, outcome);
    } catch (RuntimeException e) {
      LOG.warn("could not send an answer; the message is delivered again", e);
    }
  }
}
