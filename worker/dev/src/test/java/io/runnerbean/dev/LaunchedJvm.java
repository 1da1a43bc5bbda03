package io.runnerbean.dev;

import io.runnerbean.dev.process.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM as the launcher starts it. Tests start dozens, so these share a class-data archive, which
 * halves the cost of a start.
 */
final class LaunchedJvm {

  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Drunnerbean.home=../..");

  private LaunchedJvm() {}

  /** The first use makes it. */
  private static final class Archive {

    static final Path FILE = make();

    /** Dev mode loads nearly every class that a command needs. */
    private static Path make() {
      try {
        Path file = Path.of("target", "classes.jsa").toAbsolutePath();
        Path data = Path.of("target", "archive").toAbsolutePath();
        List<String> arguments = DevProcess.arguments(data, "--fresh");
        ProcessBuilder dev = command("-XX:ArchiveClassesAtExit=" + file, Map.of(), arguments);
        DevProcess.start(dev).awaitOutput("Stop with Ctrl-C").interrupt();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Not started yet. */
  static ProcessBuilder of(Map<String, String> environment, List<String> arguments)
      throws IOException {
    return command("-XX:SharedArchiveFile=" + Archive.FILE, environment, arguments);
  }

  private static ProcessBuilder command(
      String archive, Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add(archive);
    return Jvm.of(classPath(), flags, DevMain.class, environment, arguments);
  }

  /** Jars only: an archive accepts no folders. */
  private static String classPath() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "runnerbean-dev-*.jar")) {
      return jars.iterator().next() + ":" + Files.readString(target.resolve("classpath")).strip();
    }
  }
}
