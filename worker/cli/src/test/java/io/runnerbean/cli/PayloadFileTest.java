package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.sqs.JobMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("payloads");
  }

  @Test
  void passesOverAByteOrderMark() throws Exception {
    Files.writeString(file, "\uFEFF{\"data\":\"Zoë\"}\n\n{\"data\":\"y\"}\n");
    assertThat(PayloadFile.read(file, "InsertJob"))
        .extracting(JobMessage::body)
        .containsExactly(
            "{\"job_type\":\"InsertJob\",\"data\":\"Zoë\"}",
            "{\"job_type\":\"InsertJob\",\"data\":\"y\"}");
  }

  @Test
  void namesAFileThatIsNotUtf8() throws Exception {
    Files.writeString(file, "{}\n{\"data\":\"Zoë\"}", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PayloadFile.read(file, "InsertJob"))
        .hasMessage(file + " must be UTF-8; line 2 is not");
    Files.writeString(file, "{}", StandardCharsets.UTF_16);
    assertThatThrownBy(() -> PayloadFile.read(file, "InsertJob"))
        .hasMessage(file + " must be UTF-8; it is UTF-16");
  }
}
