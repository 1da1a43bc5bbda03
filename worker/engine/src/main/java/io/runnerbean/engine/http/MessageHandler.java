package io.runnerbean.engine.http;

import io.runnerbean.engine.message.RawMessage;
import io.undertow.server.HttpServerExchange;

/** Handles a request whose body is at hand, on a thread that may block. */
@FunctionalInterface
interface MessageHandler {

  void handle(HttpServerExchange exchange, RawMessage raw);
}
