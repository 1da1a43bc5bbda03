package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /job/post}. */
final class PostJobHandler implements RequestHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PostJobHandler.class);

  private final PostDecoder decoder;
  private final JobPoster poster;

  PostJobHandler(PostDecoder decoder, JobPoster poster) {
    this.decoder = decoder;
    this.poster = poster;
  }

  @Override
  public void handle(HttpServerExchange exchange, DeliveryRequest request, Duration patience) {
    JsonResponse response;
    try {
      response = PostJobResponse.to(poster.post(decoder.decode(request)));
    } catch (InvalidMessageException invalid) {
      LOG.atWarn()
          .addKeyValue("outcome", "rejected")
          .log("rejected posted jobs: {}", invalid.title());
      response = JsonResponse.invalid(invalid);
    }
    response.send(exchange);
  }
}
