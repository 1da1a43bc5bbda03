package io.runnerbean.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.bench.recorded.RecordedResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the tables follow from the figures, and the document from the tables. */
class CapacityTablesTest {

  private static final Costs COSTS = new Costs(500, 200, 700, "a test");
  private static final Load LOAD = new Load("a test", 1_000, 2_000);

  @Test
  void aShortJobIsBoundByCpu() {
    Need need = new Need(LOAD, 0, COSTS);
    assertThat(need.instances()).as("2,000 jobs of 700 us on 2 CPUs at 70 %").isEqualTo(1);
    assertThat(need.waits()).isFalse();
    assertThat(need.databaseVcpus()).as("2,000 jobs of 700 us at 70 %").isEqualTo(2);
    assertThat(need.databaseConnections()).isEqualTo(26);
    assertThat(need.firstLimit()).startsWith("vCPU of the database (3 %)");
  }

  @Test
  void aJobThatWaitsIsBoundByConnections() {
    Need need = new Need(LOAD, 1, COSTS);
    assertThat(need.instances()).as("2,000 at once, 11.2 on each").isEqualTo(179);
    assertThat(need.waits()).isTrue();
    assertThat(need.inFlight()).isEqualTo(2_001);
    assertThat(need.firstLimit()).startsWith("connections of the database (93 %)");
  }

  @Test
  void trafficIsOfTheAverage() {
    Traffic traffic = new Traffic(LOAD, Traffic.ONE_BY_ONE);
    assertThat(traffic.requests()).isEqualTo(1_000 * 1.2 * 30 * 86_400);
    assertThat(traffic.requestsUsd()).isBetween(1_244.0, 1_245.0);
    assertThat(traffic.gigabytes()).isBetween(15_551.0, 15_553.0);
  }

  @Test
  void figuresThatAreMissingAreNamed() {
    assertThatThrownBy(() -> new CapacityTables(new RecordedResults(List.of())).lines())
        .hasMessageContaining("CPU per job: worker")
        .hasMessageContaining("./runnerbean bench");
  }

  @Test
  void theDocumentIsWhatTheFiguresSay() throws Exception {
    Path docs = Path.of("..", "..", "docs");
    assertThat(Files.readAllLines(docs.resolve("capacity.md")))
        .as("'./runnerbean capacity' writes it anew")
        .containsSequence(
            new CapacityTables(RecordedResults.in(docs.resolve("benchmarks.csv"))).lines());
  }
}
