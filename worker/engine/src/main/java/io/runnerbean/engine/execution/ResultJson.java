package io.runnerbean.engine.execution;

import io.runnerbean.engine.validation.StorableText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The result of a job as JSON. */
final class ResultJson {

  private static final int MOST_BYTES = 4096;

  private ResultJson() {}

  /**
   * Writes the result; null if the job returned none.
   *
   * @throws IllegalStateException if the JSON has more than 4096 bytes
   */
  static @Nullable String of(@Nullable Object result) {
    if (result == null) {
      return null;
    }
    String json = StorableText.json(result);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalStateException(
          "the job's result has %d bytes of JSON; at most %d are kept: write it to a table of your own"
              .formatted(bytes, MOST_BYTES));
    }
    return json;
  }
}
