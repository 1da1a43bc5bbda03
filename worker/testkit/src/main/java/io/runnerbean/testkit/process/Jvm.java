package io.runnerbean.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM like this one, with the same classes and the flags of the launcher. */
public final class Jvm {

  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseParallelGC");

  private Jvm() {}

  /** A process that runs this main class; not started yet. */
  public static ProcessBuilder of(
      List<String> flags, Class<?> main, Map<String, String> environment, List<String> arguments) {
    return of(System.getProperty("java.class.path"), flags, main, environment, arguments);
  }

  /** The same with other classes. */
  public static ProcessBuilder of(
      String classPath,
      List<String> flags,
      Class<?> main,
      Map<String, String> environment,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }
}
