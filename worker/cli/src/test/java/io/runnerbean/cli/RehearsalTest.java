package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  @TempDir Path folder;

  @Test
  void needsNoDatabaseAndSurvivesAnUnknownClass() throws Exception {
    Path classes = folder.resolve("classes");
    Files.writeString(classes, "io/runnerbean/jobs/Jobs\nno/such/Class\n");
    assertThatCode(() -> Rehearsal.run(classes)).doesNotThrowAnyException();
  }
}
