package io.runnerbean.bench.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a JVM is to run.
 *
 * @param name for its files
 * @param arguments of the JVM, from its flags to those of the program
 */
public record JvmProgram(String name, List<String> arguments, Map<String, String> environment) {

  public JvmProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The same with one more flag of the JVM. */
  public JvmProgram with(String flag) {
    List<String> more = new ArrayList<>(List.of(flag));
    more.addAll(arguments);
    return new JvmProgram(name, more, environment);
  }
}
