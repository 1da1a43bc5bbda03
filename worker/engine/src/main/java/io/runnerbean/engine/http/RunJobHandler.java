package io.runnerbean.engine.http;

import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.Outcome;
import io.runnerbean.engine.message.Decoded;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.message.RawMessage;
import io.undertow.server.HttpServerExchange;

/** {@code POST /job/run}: the whole path from a message to a COMMIT. */
final class RunJobHandler implements MessageHandler {

  private final MessageDecoder decoder;
  private final Dispatcher dispatcher;

  RunJobHandler(MessageDecoder decoder, Dispatcher dispatcher) {
    this.decoder = decoder;
    this.dispatcher = dispatcher;
  }

  @Override
  public void handle(HttpServerExchange exchange, RawMessage raw) {
    Decoded message = decoder.decode(raw);
    Outcome outcome = dispatcher.dispatch(message);
    OutcomeAnswer.to(outcome).send(exchange);
  }
}
