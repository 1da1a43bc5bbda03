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

  PostJobHandler(PostDecoder decoder, JobPoster poster, JobThreads threads) {
    this.decoder = decoder;
    this.poster = poster;
    this.threads = threads;
  }

  @Override
  public void handle(HttpServerExchange exchange, DeliveryRequest request) {
    threads.execute(
        new JobThreads.Task() {
          @Override
          public void run() {
            answer(request).send(exchange);
          }

          @Override
          public void refuse(String why) {
            JsonResponse.tooBusy(why).send(exchange);
          }
        });
  }

  private JsonResponse answer(DeliveryRequest request) {
    try {
      return PostJobResponse.to(poster.post(decoder.decode(request)));
    } catch (InvalidMessageException invalid) {
      LOG.atWarn()
          .addKeyValue("outcome", "rejected")
          .log("rejected posted jobs: {}", invalid.title());
      return JsonResponse.invalid(invalid);
    } catch (RuntimeException | Error fault) {
      LOG.error("the worker failed to handle a request", fault);
      return JsonResponse.workerFailed();
    }
  }
}
