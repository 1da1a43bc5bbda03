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

  private static final String UNLOCK = "-XX:+UnlockDiagnosticVMOptions";

  /**
   * JDK 25 confuses two calling conventions whose names have the same hash. Then it warns at each
   * start with the cache. It makes these adapters quickly, so the cache is as good without them.
   */
  private static final String WITHOUT_ADAPTERS = "-XX:-AOTAdapterCaching";

  public JvmProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Returns this program, which creates this AOT cache when it ends. */
  public JvmProgram recording(Path cache) {
    return with("-XX:AOTCacheOutput=" + cache).with(WITHOUT_ADAPTERS).with(UNLOCK);
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
