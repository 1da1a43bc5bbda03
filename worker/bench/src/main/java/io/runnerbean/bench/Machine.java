package io.runnerbean.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine that figures were measured on. They are only comparable with others of the same
 * machine.
 */
final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Returns a text such as {@code 2 x AMD EPYC 7B13, Linux, JDK 25.0.1}. */
  static String describe() throws IOException {
    return "%d x %s, %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model().orElse(System.getProperty("os.arch")),
            System.getProperty("os.name"),
            Runtime.version().toString().replaceAll("[+-].*", ""));
  }

  private static Optional<String> model() throws IOException {
    if (!Files.exists(CPUS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*: *", "").replaceAll("[\",]|\\s+(?=\\s)", ""))
          .findFirst();
    }
  }
}
