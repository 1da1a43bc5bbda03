package io.runnerbean.engine.http;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** Every address the worker answers to. */
record Routes(HttpConfig config, MessageHandler runJob, List<HealthCheck> checks) {

  HttpHandler handler() {
    HttpHandler run = new PeerGate(config.trustedPeers(), new MessageReader(new Refusals(runJob)));
    return Handlers.routing()
        .post("/job/run", run)
        .post("/job/run/{" + MessageReader.TYPE + "}", run)
        .get("/health/live", exchange -> Answer.ok().send(exchange))
        .get("/health/ready", new HealthHandler(checks))
        .setInvalidMethodHandler(Routes::wrongMethod)
        .setFallbackHandler(Routes::notFound);
  }

  private static void wrongMethod(HttpServerExchange exchange) {
    Answer.problem(405, "Wrong method", "Use POST below /job and GET below /health.")
        .send(exchange);
  }

  private static void notFound(HttpServerExchange exchange) {
    Answer.problem(
            404,
            "Nothing here",
            "There are /job/run, /job/run/{job_type}, /health/live and /health/ready.")
        .send(exchange);
  }
}
