package io.runnerbean.engine.dispatch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a job returned, as history keeps it. */
final class ResultText {

  private static final int MOST_BYTES = 4096;

  private ResultText() {}

  /**
   * As JSON.
   *
   * @throws IllegalStateException if it is too long: history is not where a job's work belongs
   */
  static @Nullable String of(@Nullable Object result) {
    if (result == null) {
      return null;
    }
    String json = JsonMapper.shared().writeValueAsString(result);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalStateException(
          "the job's result has %d bytes of JSON; at most %d are kept: write it to a table of your own"
              .formatted(bytes, MOST_BYTES));
    }
    return json;
  }
}
