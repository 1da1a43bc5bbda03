package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void fillsUpOnATerminal() {
    ProgressBar bar = new ProgressBar(200, out, true);
    bar.show(100);
    bar.show(200);
    bar.end();
    assertThat(text())
        .isEqualTo(
            "\r["
                + "#".repeat(20)
                + " ".repeat(20)
                + "] 100 of 200\r["
                + "#".repeat(40)
                + "] 200 of 200\n");
  }

  @Test
  void printsALineForEachTenthElsewhere() {
    ProgressBar bar = new ProgressBar(1000, out, false);
    for (int done = 50; done <= 1000; done += 50) {
      bar.show(done);
    }
    bar.end();
    assertThat(text().lines()).hasSize(10).startsWith("100 of 1000").endsWith("1000 of 1000");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
