package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.cli.Main;
import io.runnerbean.dev.process.Jvm;
import io.runnerbean.embedded.PostgresDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command of what ships, in a process of its own, that works on a database. */
record ShippedCommand(String name, PostgresDatabase database) {

  /** What it prints; it must end with this code. */
  String run(int code, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Process process =
        Jvm.of(List.of("-Xmx128m"), Main.class, DatabaseEnvironment.of(database), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }
}
