package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestValue() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TextTable(List.of("id", "data"), List.of(List.of("1000", "a"), List.of("7", "a bean")))
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("id    data", "----  ------", "1000  a", "7     a bean");
  }
}
