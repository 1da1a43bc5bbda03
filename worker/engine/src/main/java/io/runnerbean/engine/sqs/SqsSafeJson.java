package io.runnerbean.engine.sqs;

import java.util.regex.Pattern;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that SQS accepts. It writes as escapes the few characters that JSON allows and SQS refuses.
 */
final class SqsSafeJson {

  /**
   * An unpaired surrogate, U+FFFE or U+FFFF. JSON always escapes the control characters.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  private static final Pattern REFUSED = Pattern.compile("[\\x{d800}-\\x{dfff}\\x{fffe}\\x{ffff}]");

  private static final JsonMapper PLAIN = JsonMapper.shared();
  private static final JsonMapper ESCAPING =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  private SqsSafeJson() {}

  static String of(JsonNode json) {
    String plain = PLAIN.writeValueAsString(json);
    return REFUSED.matcher(plain).find() ? ESCAPING.writeValueAsString(json) : plain;
  }
}
