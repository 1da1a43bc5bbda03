package io.runnerbean.bench.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.bench.Benchmark;
import io.runnerbean.bench.KeyMetric;
import io.runnerbean.bench.Threshold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded figures of a checkout whose code changes. */
class ResultsReportTest {

  private static final Threshold THRESHOLD =
      new Threshold("job queue", "ratio, in quotes", Threshold.Bound.AT_LEAST, 1.5);
  private static final List<KeyMetric> METRICS =
      List.of(
          new KeyMetric("job queue", "ratio, in quotes", Optional.of(THRESHOLD)),
          new KeyMetric("retry storm", "failed attempts", Optional.empty()));

  @TempDir private Path checkout;
  private Path code;
  private Path csv;

  @BeforeEach
  void commit() throws Exception {
    code = Files.createDirectories(checkout.resolve("worker/engine/src/main")).resolve("A.java");
    csv = checkout.resolve("benchmarks.csv");
    for (String other : List.of("jobs/src", "sqsd/src", "cli/src")) {
      write(checkout.resolve("worker").resolve(other).resolve("main/B.java"), "B");
    }
    write(checkout.resolve("worker/cli/src/assembly/java.options"), "-XX");
    write(code, "one");
    git("init", "--quiet");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "first");
  }

  @Test
  void namesMissingFigures() throws Exception {
    assertThat(problems())
        .containsExactly(
            "job queue: the figure \"ratio, in quotes\" is missing",
            "retry storm: the figure \"failed attempts\" is missing");
  }

  @Test
  void acceptsFiguresOfThisCode() throws Exception {
    record(head(), 1.6);
    assertThat(problems()).isEmpty();
    write(checkout.resolve("README.md"), "another text");
    assertThat(problems()).isEmpty();
  }

  @Test
  void namesFiguresThatAreStaleOrMissTheirThreshold() throws Exception {
    String head = head();
    record(head, 1.4);
    assertThat(problems())
        .containsExactly("job queue: the figure \"ratio, in quotes\" is 1.4, must be at least 1.5");
    record(head, 1.6);
    write(code, "two");
    assertThat(problems())
        .hasSize(2)
        .allMatch(line -> line.endsWith("is stale: the code has changed since " + head));
  }

  @Test
  void rejectsFiguresOfUncommittedOrUnknownCode() throws Exception {
    record(head() + "+", 1.6);
    assertThat(problems()).hasSize(2).allMatch(line -> line.endsWith("uncommitted code"));
    record("0123abc", 1.6);
    assertThat(problems()).hasSize(2).allMatch(line -> line.contains("does not have"));
  }

  @Test
  void everyBenchmarkHasAKeyMetric() {
    assertThat(Benchmark.values()).noneMatch(benchmark -> benchmark.keyMetrics().isEmpty());
  }

  private List<String> problems() throws IOException {
    return new ResultsReport(RecordedResults.in(csv), new StalenessCheck(checkout))
        .problems(METRICS);
  }

  private void record(String commit, double ratio) throws IOException {
    write(
        csv,
        """
        date,commit,machine,benchmark,figure,value,unit
        2026-11-21,%1$s,"2 x CPU, Linux",job queue,"ratio, in quotes",0.1,
        2026-11-22,%1$s,"2 x CPU, Linux",job queue,"ratio, in quotes",%2$s,
        2026-11-22,%1$s,"2 x CPU, Linux",retry storm,failed attempts,500,1/s
        """
            .formatted(commit, ratio));
  }

  private String head() throws Exception {
    return git("rev-parse", "--short", "HEAD");
  }

  private String git(String... arguments) throws Exception {
    ProcessBuilder git = new ProcessBuilder("git");
    git.command().addAll(List.of(arguments));
    Process process = git.directory(checkout.toFile()).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
