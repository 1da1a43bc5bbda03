package io.runnerbean.engine.http;

import io.runnerbean.engine.access.FailedAttempts;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathTemplateHandler;
import java.util.ArrayList;
import java.util.List;

/** Every address the worker answers to, and who may call it. */
record Routes(HttpConfig config, Endpoints endpoints, JobThreads threads) {

  private static final String TYPE = "/{" + MessageReader.TYPE + "}";

  /** What takes work. */
  HttpHandler jobs() {
    Turnstile turnstile = new Turnstile(new FailedAttempts(endpoints.clock()));
    HttpHandler run = run(turnstile);
    HttpHandler post = post(turnstile);
    return new PathTemplateHandler(Routes::notFound, false)
        .add("/job/run", run)
        .add("/job/run" + TYPE, run)
        .add("/job/post", post)
        .add("/job/post" + TYPE, post);
  }

  /** Health, which is told even while the worker drains, and all else. */
  HttpHandler all(Drain drain) {
    List<HealthCheck> checks = new ArrayList<>(endpoints.checks());
    checks.add(drain);
    return new PathTemplateHandler(drain, false)
        .add("/health/live", MethodGate.get(exchange -> Answer.ok().send(exchange)))
        .add("/health/ready", MethodGate.get(new HealthHandler(checks)));
  }

  private HttpHandler run(Turnstile turnstile) {
    MessageHandler runJob = endpoints.runJob();
    SignatureGate signed =
        new SignatureGate(config.access().runKeys(), endpoints.clock(), turnstile, runJob);
    return MethodGate.post(
        new PeerGate(
            config.trustedPeers(), messages(runJob), signed.unlessUnsigned(messages(signed))));
  }

  private HttpHandler post(Turnstile turnstile) {
    TokenGate token =
        new TokenGate(config.access().postTokens(), turnstile, messages(endpoints.postJob()));
    return MethodGate.post(new PeerGate(config.trustedPeers(), token::trusted, token::stranger));
  }

  private HttpHandler messages(MessageHandler handler) {
    return new ContentTypeGate(new MessageReader(threads, new Refusals(handler)));
  }

  private static void notFound(HttpServerExchange exchange) {
    Answer.problem(
            404,
            "Nothing here",
            "There are /job/run, /job/post, each also with /{job_type}, /health/live and /health/ready.")
        .send(exchange);
  }
}
