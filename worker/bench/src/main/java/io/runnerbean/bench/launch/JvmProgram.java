package io.runnerbean.bench.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program for a JVM.
 *
 * @param name the base name of its files
 * @param arguments the arguments of the JVM: its flags, then the program and its arguments
 */
public record JvmProgram(String name, List<String> arguments, Map<String, String> environment) {

  public JvmProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Returns this program, which creates this AOT cache when it ends. */
  public JvmProgram recording(Path cache) {
    return with("-XX:AOTCacheOutput=" + cache);
  }

  /** Returns this program, which uses this AOT cache. */
  public JvmProgram cached(Path cache) {
    return with("-XX:AOTCache=" + cache);
  }

  /** Returns this program with one more flag of the JVM. */
  public JvmProgram with(String flag) {
    List<String> all = new ArrayList<>(List.of(flag));
    all.addAll(arguments);
    return new JvmProgram(name, all, environment);
  }
}
