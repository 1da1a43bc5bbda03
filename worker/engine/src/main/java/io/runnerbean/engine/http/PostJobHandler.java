package io.runnerbean.engine.http;

import io.runnerbean.engine.message.RawMessage;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.post.PostRequest;
import io.runnerbean.engine.post.Posted;
import io.undertow.server.HttpServerExchange;

/** {@code POST /job/post}: from a request to a message in the queue. */
final class PostJobHandler implements MessageHandler {

  private final PostDecoder decoder;
  private final JobPoster poster;

  PostJobHandler(PostDecoder decoder, JobPoster poster) {
    this.decoder = decoder;
    this.poster = poster;
  }

  @Override
  public void handle(HttpServerExchange exchange, RawMessage raw) {
    PostRequest request = decoder.decode(raw);
    Posted posted = poster.post(request);
    PostedAnswer.to(posted).send(exchange);
  }
}
