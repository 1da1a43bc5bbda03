package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.process.Jvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM as the launcher starts it. Tests start dozens, so these share a class-data archive, which
 * halves the cost of a start.
 */
final class LaunchedJvm {

  /** A JVM that lives for seconds needs no optimised code. */
  static final String UNOPTIMISED = "-XX:TieredStopAtLevel=1";

  private static final String QUIET = "-Xlog:disable";

  private static final List<String> FLAGS = List.of(UNOPTIMISED, QUIET, "-Drunnerbean.home=../..");

  private LaunchedJvm() {}

  /** The first use creates the archive. */
  private static final class Archive {

    static final String OPTION = "-XX:SharedArchiveFile=" + create();

    /** Dev mode loads nearly every class that a command needs. */
    private static Path create() {
      try {
        Path file = Path.of("target", "classes.jsa").toAbsolutePath();
        Files.deleteIfExists(file);
        Path data = Path.of("target", "archive").toAbsolutePath();
        List<String> arguments = DevProcess.arguments(data, "--fresh");
        List<String> flags = with("-XX:ArchiveClassesAtExit=" + file);
        ProcessBuilder command = Jvm.of(jars(), flags, DevMain.class, Map.of(), arguments);
        try (DevProcess dev = DevProcess.start(command)) {
          dev.awaitOutput("Stop with Ctrl-C").interrupt();
          assertThat(file).as(dev.output()).exists();
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns a process for a program in the jars. The caller starts it. */
  static ProcessBuilder of(Class<?> main, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return Jvm.of(jars(), with(Archive.OPTION), main, environment, arguments);
  }

  /** Returns a process for a program of the tests. The caller starts it. */
  static ProcessBuilder ofTests(Class<?> main, Map<String, String> environment) throws IOException {
    String classPath =
        jars() + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath();
    return Jvm.of(classPath, with(Archive.OPTION), main, environment, List.of());
  }

  /** Returns a process that does not use the archive, so it does not wait for it. */
  static ProcessBuilder withoutArchive(Map<String, String> environment, List<String> arguments)
      throws IOException {
    return Jvm.of(jars(), FLAGS, DevMain.class, environment, arguments);
  }

  /** Returns an environment in which the JVMs that a command starts also use the archive. */
  static Map<String, String> environment() {
    String options = "%s %s \"%s\"".formatted(UNOPTIMISED, QUIET, Archive.OPTION);
    return Map.of("JDK_JAVA_OPTIONS", options);
  }

  private static List<String> with(String flag) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add(flag);
    return flags;
  }

  /**
   * The class path, jars only: the JVM archives no classes from folders. While it makes an archive,
   * it compares the jar of each class with all jars before it, so the largest come first.
   */
  private static String jars() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    try (DirectoryStream<Path> own = Files.newDirectoryStream(target, "runnerbean-dev-*.jar")) {
      String libraries = Files.readString(target.resolve("classpath")).strip();
      return Stream.concat(
              Stream.of(own.iterator().next().toString()),
              Arrays.stream(libraries.split(File.pathSeparator, -1))
                  .sorted(Comparator.comparingLong(jar -> -new File(jar).length())))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
