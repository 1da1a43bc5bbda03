package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /job/post}. It waits for SQS on a thread that may block. */
final class PostJobHandler implements RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PostJobHandler.class);

  private final PostDecoder decoder;
  private final JobPoster poster;
  private final JobThreads threads;
  private final RunJobHandler deliveries;

  PostJobHandler(
      PostDecoder decoder, JobPoster poster, JobThreads threads, RunJobHandler deliveries) {
    this.decoder = decoder;
    this.poster = poster;
    this.threads = threads;
    this.deliveries = deliveries;
  }

  @Override
  public void handle(HttpServerExchange exchange, DeliveryRequest request) {
    threads.execute(
        new JobThreads.Task() {
          @Override
          public void run() {
            answer(exchange, request);
          }

          @Override
          public void refuse(String why) {
            JsonResponse.tooBusy(why).send(exchange);
          }
        });
  }

  private void answer(HttpServerExchange exchange, DeliveryRequest request) {
    try {
      PostJobResponse.to(poster.post(decoder.decode(request))).send(exchange);
    } catch (InvalidMessageException invalid) {
      refuse(exchange, request, invalid);
    } catch (RuntimeException | Error fault) {
      LOG.error("the worker failed to handle a request", fault);
      JsonResponse.workerFailed().send(exchange);
    }
  }

  /** A refused message of SQS becomes a dead letter: SQS would only deliver it again. */
  private void refuse(
      HttpServerExchange exchange, DeliveryRequest request, InvalidMessageException invalid) {
    if (JobEndpoint.isDelivery(exchange)) {
      deliveries.refuse(exchange, request, invalid);
    } else {
      LOG.atWarn()
          .addKeyValue("outcome", "rejected")
          .log("rejected posted jobs: {}", invalid.title());
      JsonResponse.invalid(invalid).send(exchange);
    }
  }
}
