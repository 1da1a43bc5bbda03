package io.runnerbean.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {

  private static final Threshold THRESHOLD =
      new Threshold("hot path", "ratio", Threshold.Bound.AT_LEAST, 0.6);

  @Test
  void roundsToThreeDigitsAndKeepsAllDigitsOfIntegers() {
    assertThat(rounded(0.61849)).isEqualTo("0.618");
    assertThat(rounded(2.345)).isEqualTo("2.35");
    assertThat(rounded(34.56)).isEqualTo("34.6");
    assertThat(rounded(4475.4)).isEqualTo("4475");
    assertThat(rounded(102733)).isEqualTo("102733");
  }

  @Test
  void takesTheMedian() {
    assertThat(Median.of(DoubleStream.of(9, 1, 2))).isEqualTo(2);
    assertThat(Median.of(DoubleStream.of(4, 1, 2, 100))).isEqualTo(3);
  }

  @Test
  void comparesAFigureWithItsThreshold() {
    assertThat(THRESHOLD.isMetIn(List.of(THRESHOLD.measurement(0.6)))).isTrue();
    assertThat(THRESHOLD.isMetIn(List.of(THRESHOLD.measurement(0.599)))).isFalse();
    assertThat(THRESHOLD.describe(List.of(THRESHOLD.measurement(0.5))))
        .contains("0.500", "0.6", "NOT MET");
    Threshold most = new Threshold("hot path", "ratio", Threshold.Bound.AT_MOST, 1.3);
    assertThat(most.isMetIn(List.of(THRESHOLD.measurement(1.3)))).isTrue();
    assertThat(most.isMetIn(List.of(THRESHOLD.measurement(1.31)))).isFalse();
    assertThat(most.describe(List.of(THRESHOLD.measurement(1))))
        .contains("must be at most 1.3: met");
    List<Measurement> others = List.of(new Measurement("start", "ratio", 1, ""));
    assertThatThrownBy(() -> THRESHOLD.isMetIn(others)).hasMessageContaining("not measured");
  }

  @Test
  void recordsFiguresWithDateCommitAndMachine(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("benchmarks.csv");
    ResultsCsv csv = new ResultsCsv(file, "abc1234", "2 x CPU, Linux, JDK 25");
    csv.add(LocalDate.of(2026, 11, 21), List.of(new Measurement("hot path", "p99", 30.25, "ms")));
    csv.add(LocalDate.of(2026, 11, 22), List.of(new Measurement("start, b", "a, b", 2, "s")));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            date,commit,machine,benchmark,figure,value,unit
            2026-11-21,abc1234,"2 x CPU, Linux, JDK 25",hot path,p99,30.3,ms
            2026-11-22,abc1234,"2 x CPU, Linux, JDK 25","start, b","a, b",2.00,s
            """);
  }

  private static String rounded(double value) {
    return new Measurement("benchmark", "figure", value, "").rounded();
  }
}
