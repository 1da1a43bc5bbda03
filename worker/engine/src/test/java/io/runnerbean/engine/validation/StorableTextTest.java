package io.runnerbean.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StorableTextTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"a":"x"}                      |
          {"a":"\\ud83d\\ude00"}         |
          {"a":"\\\\u0000"}              |
          {"a":"\\u0000"}                | a
          {"a":"\\ud83d"}                | a
          {"a":"\\ude00\\ud83d"}         | a
          {"a":{"b":["x","\\udfff"]}}    | a.b[1]
          {"a":{"\\u0000":1}}            | a
          """)
  void findsWhatCannotBeStored(String json, String place) {
    assertThat(StorableText.violations(json, JSON.readTree(json)))
        .extracting(Violation::field)
        .isEqualTo(place == null ? List.of() : List.of(place));
  }

  @ParameterizedTest
  @CsvSource({"x,false", "\uD83D\uDE00,false", "a\uD83D,true"})
  void escapesWhatCannotBeStored(String text, boolean isEscaped) {
    String json = StorableText.json(Map.of("a", text));
    assertThat(json.contains("\\u")).isEqualTo(isEscaped);
    assertThat(JSON.readTree(json).get("a").stringValue()).isEqualTo(text);
    assertThat(StorableText.isStorable(json)).isTrue();
  }
}
