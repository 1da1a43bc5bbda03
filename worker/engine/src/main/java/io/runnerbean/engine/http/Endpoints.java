package io.runnerbean.engine.http;

import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import java.time.Clock;
import java.util.List;

/** What stands behind the addresses. */
public record Endpoints(
    MessageDecoder decoder,
    Dispatcher dispatcher,
    PostDecoder postDecoder,
    JobPoster poster,
    RunningJobs running,
    List<HealthCheck> checks,
    Clock clock) {

  MessageHandler runJob() {
    return new RunJobHandler(decoder, dispatcher);
  }

  MessageHandler postJob() {
    return new PostJobHandler(postDecoder, poster);
  }
}
