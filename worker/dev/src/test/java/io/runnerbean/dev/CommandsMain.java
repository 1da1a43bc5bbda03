package io.runnerbean.dev;

import io.runnerbean.cli.Runnerbean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Reads commands, each a line of JSON, executes them, and prints the exit code of each. */
final class CommandsMain {

  static final String ENDED = "The command ended with ";

  private CommandsMain() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] command = JsonMapper.shared().readValue(line, String[].class);
      int code = Runnerbean.commandLine().execute(command);
      System.out.println(ENDED + code);
    }
  }
}
