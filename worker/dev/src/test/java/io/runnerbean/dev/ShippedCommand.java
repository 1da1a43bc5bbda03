package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.cli.Main;
import io.runnerbean.testkit.PostgresDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A shipped command that works on a database. The first call starts a process, as a user does.
 * Later calls share one process, because a JVM per call would take most of a test's time.
 */
final class ShippedCommand implements AutoCloseable {

  private final String name;
  private final PostgresDatabase database;
  private final Process shared;
  private final Writer in;
  private final BufferedReader out;
  private boolean wasCalled;

  private ShippedCommand(String name, PostgresDatabase database, Process shared) {
    this.name = name;
    this.database = database;
    this.shared = shared;
    this.in = shared.outputWriter(StandardCharsets.UTF_8);
    this.out = shared.inputReader(StandardCharsets.UTF_8);
  }

  static ShippedCommand on(PostgresDatabase database, String name) throws IOException {
    Map<String, String> environment = environment(database);
    return new ShippedCommand(
        name, database, start(LaunchedJvm.ofTests(CommandsMain.class, environment)));
  }

  /** Runs the command, which must exit with this code, and returns its output. */
  synchronized String run(int code, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    if (wasCalled) {
      return runShared(code, command);
    }
    wasCalled = true;
    return runAlone(code, command);
  }

  @Override
  public void close() throws IOException {
    in.close();
    shared.destroy();
  }

  private String runAlone(int code, List<String> command) throws Exception {
    Process process = start(LaunchedJvm.of(Main.class, environment(database), command));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }

  private String runShared(int code, List<String> command) throws IOException {
    in.write(JsonMapper.shared().writeValueAsString(command) + "\n");
    in.flush();
    StringBuilder output = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int end = line.indexOf(CommandsMain.ENDED);
      if (end >= 0) {
        output.append(line, 0, end);
        assertThat(line.substring(end)).as(output.toString()).isEqualTo(CommandsMain.ENDED + code);
        return output.toString();
      }
      output.append(line).append('\n');
    }
    throw new AssertionError("it ended: " + output);
  }

  /** Limits the memory, because an operator has little beside a worker. */
  private static Map<String, String> environment(PostgresDatabase database) {
    Map<String, String> environment = database.environment();
    environment.put("JDK_JAVA_OPTIONS", "-Xmx128m");
    return environment;
  }

  private static Process start(ProcessBuilder command) throws IOException {
    return command.redirectErrorStream(true).start();
  }
}
