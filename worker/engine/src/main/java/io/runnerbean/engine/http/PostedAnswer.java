package io.runnerbean.engine.http;

import io.runnerbean.engine.post.PostRequest;
import io.runnerbean.engine.post.Posted;
import io.runnerbean.engine.queue.Sent;
import java.util.List;
import java.util.Map;

/**
 * Which status tells the sender what. A delivery is answered 200, which alone makes the daemon
 * delete its message.
 */
final class PostedAnswer {

  private PostedAnswer() {}

  static Answer to(Posted posted) {
    return switch (posted) {
      case Posted.Done done when done.isVain() -> unavailable(reason(done.sent().getFirst()));
      case Posted.Done done when done.isWhole() -> sent(status(done.request()), done);
      case Posted.Done done -> sent(207, done);
      case Posted.AlreadyDone(PostRequest request) ->
          Answer.ok()
              .with("job_type", request.jobType())
              .with("receipt", "an earlier delivery's: this one did nothing");
      case Posted.StillRunning() ->
          Answer.problem(409, "Still running", "Another delivery of this message is at work.");
      case Posted.Unknowable() ->
          Answer.problem(
              400,
              "Cannot know",
              "The message's time is outside the receipts that are kept, so nobody can know whether it was posted.");
      case Posted.Unavailable(String reason) -> unavailable(reason);
    };
  }

  private static int status(PostRequest request) {
    return request.isDelivery() ? 200 : 202;
  }

  private static Answer sent(int status, Posted.Done done) {
    Answer answer =
        Answer.of(status).with("job_type", done.request().jobType()).with("queue", done.queue());
    List<Map<String, String>> results = done.sent().stream().map(PostedAnswer::result).toList();
    if (done.request().many()) {
      return answer.with("messages", results);
    }
    results.getFirst().forEach(answer::with);
    return answer;
  }

  private static Map<String, String> result(Sent sent) {
    return switch (sent) {
      case Sent.Accepted(String id) -> Map.of("message_id", id);
      case Sent.Refused(String reason) -> Map.of("error", reason);
    };
  }

  private static String reason(Sent sent) {
    return sent instanceof Sent.Refused(String reason) ? reason : "";
  }

  private static Answer unavailable(String reason) {
    return Answer.problem(503, "The queue is unavailable", reason);
  }
}
