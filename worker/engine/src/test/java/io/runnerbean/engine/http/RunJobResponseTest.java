package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.RunId;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RunJobResponseTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thePreparedAnswerIsTheSameAsTheOther(boolean identified) {
    RunId run = new RunId(UUID.fromString("01a1ff3c-8a15-7012-982a-b9f4ac923d26"), "InsertJob");
    JsonResponse other =
        RunJobResponse.to(
            new DeliveryOutcome.Attempted(new AttemptOutcome.Succeeded(run, identified)));
    assertThat(RunJobResponse.succeeded(run, identified))
        .isEqualTo(JsonMapper.shared().writeValueAsString(other.body().put("status", 200)));
  }
}
