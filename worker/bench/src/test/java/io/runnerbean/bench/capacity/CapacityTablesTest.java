package io.runnerbean.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.bench.recorded.RecordedResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityTablesTest {

  private static final Costs COSTS = new Costs(500, 200, 700, "a test");
  private static final JobRate RATE = new JobRate("a test", 1_000, 2_000);

  @Test
  void aShortJobIsBoundByCpu() {
    Requirement requirement = new Requirement(RATE, 0, COSTS);
    assertThat(requirement.instances()).as("2,000 jobs of 700 us on 2 CPUs at 70 %").isEqualTo(1);
    assertThat(requirement.isBoundByConnections()).isFalse();
    assertThat(requirement.databaseVcpus()).as("2,000 jobs of 700 us at 70 %").isEqualTo(2);
    assertThat(requirement.databaseConnections()).isEqualTo(26);
    assertThat(requirement.firstLimit()).startsWith("vCPU of the database (3 %)");
  }

  @Test
  void aJobThatWaitsIsBoundByConnections() {
    Requirement requirement = new Requirement(RATE, 1, COSTS);
    assertThat(requirement.instances()).as("2,000 at once, 11.2 on each").isEqualTo(179);
    assertThat(requirement.isBoundByConnections()).isTrue();
    assertThat(requirement.inFlight()).isEqualTo(2_001);
    assertThat(requirement.firstLimit()).startsWith("connections of the database (93 %)");
  }

  @Test
  void trafficDependsOnTheAverageRate() {
    Traffic traffic = new Traffic(RATE, Traffic.ONE_BY_ONE);
    assertThat(traffic.requests()).isEqualTo(1_000 * 1.2 * 30 * 86_400);
    assertThat(traffic.requestsUsd()).isBetween(1_244.0, 1_245.0);
    assertThat(traffic.gigabytes()).isBetween(15_551.0, 15_553.0);
  }

  @Test
  void namesMissingFigures() {
    assertThatThrownBy(() -> new CapacityTables(new RecordedResults(List.of())).lines())
        .hasMessageContaining("CPU per job: worker")
        .hasMessageContaining("./runnerbean bench");
  }

  @Test
  void theDocumentMatchesTheFigures() throws Exception {
    Path docs = Path.of("..", "..", "docs");
    assertThat(Files.readAllLines(docs.resolve("capacity.md")))
        .as("'./runnerbean capacity' updates it")
        .containsSequence(
            new CapacityTables(RecordedResults.in(docs.resolve("benchmarks.csv"))).lines());
  }
}
