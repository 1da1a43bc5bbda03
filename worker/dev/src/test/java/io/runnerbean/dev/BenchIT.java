package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that the benchmarks measure, not what they measure: the figures depend on the machine. */
@Timeout(900)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchIT {

  @TempDir Path folder;

  @Test
  @Order(1)
  void measuresTheStart() throws Exception {
    // The servers use AOT caches. A JVM cannot use an AOT cache and a class-data archive together.
    ProcessBuilder bench =
        LaunchedJvm.withoutArchive(
            Map.of("JDK_JAVA_OPTIONS", LaunchedJvm.UNOPTIMISED), arguments("--only", "start"));
    assertThat(figures(DevProcess.start(bench)))
        .anyMatch(line -> line.contains(",start,worker's first 200,"));
  }

  @Test
  @Order(2)
  void measuresTheJobQueue() throws Exception {
    List<String> lines = measure("job_queue,retry_storm,long_history,idle_transaction");
    assertFigures(
        lines,
        ",job queue,ratio to db-scheduler,",
        ",job queue,\"ratio to db-scheduler, a commit each\",",
        ",job queue,commits per job,",
        ",job queue,\"pickup when idle, p99\",",
        ",retry storm,failed attempts,",
        ",long history,ratio to an empty history,",
        ",long history,runs list --state dead,",
        ",idle transaction,rate meanwhile,");
  }

  @Test
  @Order(3)
  void comparesWithBaselinesAndRecordsTheFigures() throws Exception {
    List<String> lines = measure("hot_path,sql,queue_path");
    assertFigures(
        lines,
        ",over HTTP,p99,",
        ",over HTTP,CPU per job: worker,",
        ",plain JDBC,rate,",
        ",hot path,ratio to plain JDBC,",
        ",sql,ratio of a direct run to a plain insert,",
        ",sql,ratio of a run among ten to a plain insert,",
        ",sql,WAL per direct run beyond its insert,",
        ",from SQS to a row,CPU per job: daemon,",
        ",queue path,ratio to receive and delete,");
  }

  @Test
  void namesFiguresThatAreMissing() throws Exception {
    String csv = folder.resolve("none.csv").toString();
    try (DevProcess kept = DevProcess.command(Map.of(), "bench", "kept", "--check", "--csv", csv)) {
      assertThat(kept.awaitEnd()).isEqualTo(1);
      assertThat(kept.output())
          .contains(
              "job queue: the figure \"ratio to db-scheduler\" is missing",
              "rivals: the figure \"peak memory of the worker\" is missing",
              "22 figures are missing");
    }
  }

  @Test
  void rejectsZeroRounds() throws Exception {
    try (DevProcess bench = bench("--rounds", "0")) {
      assertThat(bench.awaitEnd()).isEqualTo(1);
      assertThat(bench.output()).contains("--rounds is 0; it must be at least 1");
    }
  }

  private static void assertFigures(List<String> lines, String... figures) {
    for (String figure : figures) {
      assertThat(lines).anyMatch(line -> line.contains(figure));
    }
  }

  private List<String> measure(String benchmarks) throws Exception {
    return figures(bench("--warm-up", "0", "--only", benchmarks));
  }

  private List<String> figures(DevProcess bench) throws Exception {
    try (bench) {
      assertThat(bench.awaitEnd()).as(bench.output()).isZero();
    }
    return Files.readAllLines(csv());
  }

  private DevProcess bench(String... options) throws Exception {
    return DevProcess.command(LaunchedJvm.environment(), arguments(options).toArray(String[]::new));
  }

  private List<String> arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("bench", "--rounds", "1", "--warm-up", "1", "--seconds", "1", "--starts", "1"));
    arguments.addAll(List.of("--messages", "100", "--history", "1000", "--connections", "4"));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    arguments.addAll(List.of("--csv", csv().toString()));
    arguments.addAll(List.of(options));
    return arguments;
  }

  private Path csv() {
    return folder.resolve("benchmarks.csv");
  }
}
