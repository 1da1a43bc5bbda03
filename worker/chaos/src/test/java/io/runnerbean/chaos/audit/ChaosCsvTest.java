package io.runnerbean.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.chaos.audit.ChaosRow.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCsvTest {

  @TempDir Path folder;
  private ChaosCsv journal;

  @BeforeEach
  void open() {
    journal = new ChaosCsv(folder.resolve("chaos.csv"));
  }

  @Test
  void aFileThatIsNotThereHasShownNothing() throws IOException {
    assertThat(journal.of("now").suffices(1)).isFalse();
  }

  @Test
  void addsUpWhatWasShownOfThisCodeAlone() throws IOException {
    journal.add(row("before", 5000, 0, 0, 0));
    journal.add(row("now", 1200, 0, 0, 0));
    assertThat(journal.of("now").suffices(2000)).isFalse();
    journal.add(row("now", 800, 0, 0, 0));
    assertThat(journal.of("now").suffices(2000)).isTrue();
    assertThat(journal.of("now").text())
        .isEqualTo(
            "code now: runs 2 sent 200 lost 0 doubled 0 stuck 0 out of order 0 kills 2000 worst recovery 7.5 s");
  }

  @Test
  void oneThatWentWrongOutweighsAllOthers() throws IOException {
    for (ChaosRow bad : List.of(row("a", 9, 1, 0, 0), row("b", 9, 0, 1, 0), row("c", 9, 0, 0, 1))) {
      journal.add(row(bad.origin().code(), 9000, 0, 0, 0));
      journal.add(bad);
      assertThat(journal.of(bad.origin().code()).suffices(2000)).isFalse();
    }
  }

  @Test
  void saysWhatItsColumnsAre() throws IOException {
    journal.add(row("now", 12, 0, 0, 0));
    assertThat(Files.readString(folder.resolve("chaos.csv")))
        .isEqualTo(
            """
            date,commit,code,seed,sent,kills,lost,doubled,stuck,worst recovery s,out of order
            2026-01-01,abc1234,now,42,100,12,0,0,0,7.5,0
            """);
  }

  @Test
  void anOrderThatWasBrokenOutweighsAllOthers() throws IOException {
    journal.add(row("now", 9000, 0, 0, 0));
    journal.add(
        new ChaosRow(new Origin("2026-01-01", "abc1234", "now", 42), 100, 1, 0, 0, 0, 7.5, 1));
    assertThat(journal.of("now").suffices(2000)).isFalse();
  }

  private static ChaosRow row(String code, long kills, long lost, long doubled, long stuck) {
    Origin origin = new Origin("2026-01-01", "abc1234", code, 42);
    return new ChaosRow(origin, 100, kills, lost, doubled, stuck, 7.5, 0);
  }
}
