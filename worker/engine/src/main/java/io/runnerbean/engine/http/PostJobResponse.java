package io.runnerbean.engine.http;

import io.runnerbean.engine.post.PostOutcome;
import io.runnerbean.engine.post.PostRequest;
import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.SendResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to posted jobs. A delivery is answered 200 when all its jobs are sent, so that the
 * daemon deletes its message.
 */
final class PostJobResponse {

  private PostJobResponse() {}

  static JsonResponse to(PostOutcome outcome) {
    return switch (outcome) {
      case PostOutcome.Answered answered when answered.noneSent() ->
          unavailable(reason(answered.results().getFirst()));
      case PostOutcome.Answered answered when answered.allSent() ->
          sent(answered.request().isDelivery() ? 200 : 202, answered);
      case PostOutcome.Answered answered -> sent(207, answered);
      case PostOutcome.Unavailable(String reason) -> unavailable(reason);
    };
  }

  private static JsonResponse sent(int status, PostOutcome.Answered answered) {
    PostRequest request = answered.request();
    JsonResponse response =
        JsonResponse.of(status).with("job_type", request.jobType()).with("queue", answered.queue());
    List<Map<String, String>> results = new ArrayList<>();
    for (int place = 0; place < request.messages().size(); place++) {
      results.add(result(request.messages().get(place), answered.results().get(place)));
    }
    if (request.isArray()) {
      return response.with("messages", results);
    }
    results.getFirst().forEach(response::with);
    return response;
  }

  private static Map<String, String> result(JobMessage message, SendResult result) {
    return switch (result) {
      case SendResult.Accepted(String id) -> {
        Map<String, String> accepted = new LinkedHashMap<>();
        accepted.put("message_id", id);
        accepted.put("run_id", message.runId().toString());
        yield accepted;
      }
      case SendResult.NotConfirmed(String reason) -> Map.of("error", reason);
    };
  }

  private static String reason(SendResult result) {
    return result instanceof SendResult.NotConfirmed(String reason) ? reason : "";
  }

  private static JsonResponse unavailable(String reason) {
    return JsonResponse.problem(503, "Queue unavailable", reason);
  }
}
