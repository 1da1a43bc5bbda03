package io.runnerbean.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "Zoë", "\uD83D\uDE00", "a\uFEFFb"})
  void readsTextAsItIs(String text) throws Exception {
    assertThat(Utf8.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void leavesOutAByteOrderMark() throws Exception {
    assertThat(Utf8.decode("\uFEFFZoë".getBytes(StandardCharsets.UTF_8))).isEqualTo("Zoë");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16,     must be UTF-8; it is UTF-16",
    "x-UTF-16LE-BOM, must be UTF-8; it is UTF-16",
    "ISO-8859-1, must be UTF-8; line 2 is not"
  })
  void namesAnotherEncoding(String charset, String rule) {
    byte[] bytes = "one\nZoë".getBytes(Charset.forName(charset));
    assertThatThrownBy(() -> Utf8.decode(bytes)).hasMessage(rule);
  }

  @Test
  void refusesTextThatEndsWithinACharacter() {
    assertThatThrownBy(() -> Utf8.decode(new byte[] {'a', '\n', (byte) 0xC3}))
        .hasMessage("must be UTF-8; line 2 is not");
  }
}
