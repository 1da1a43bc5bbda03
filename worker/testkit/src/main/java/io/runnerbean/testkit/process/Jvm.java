package io.runnerbean.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts JVMs like this one, with the same class path and the flags of the launcher. */
public final class Jvm {

  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseParallelGC");

  private Jvm() {}

  /** Returns a process that runs this main class. The caller starts it. */
  public static ProcessBuilder of(
      List<String> flags, Class<?> main, Map<String, String> environment, List<String> arguments) {
    return of(System.getProperty("java.class.path"), flags, main, environment, arguments);
  }

  /** Returns such a process with another class path. */
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
