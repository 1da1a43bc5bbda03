package io.runnerbean.bench.launch;

import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts JVMs in containers of an image, on the host's network.
 *
 * @param shared files and folders that are mounted into each container at the same path
 */
public record ImageLauncher(String image, List<Path> shared) implements Launcher {

  private static final Path APP = Path.of("/opt/runnerbean");

  @Override
  public String name() {
    return "in the image " + image;
  }

  @Override
  public Path app() {
    return APP;
  }

  @Override
  public Optional<Path> shippedCache() {
    return Optional.of(APP.resolve("runnerbean.aot"));
  }

  @Override
  public RunningServer start(JvmProgram server, Path folder)
      throws IOException, InterruptedException {
    String container = "runnerbean-" + UUID.randomUUID();
    ProcessBuilder builder = new ProcessBuilder(command(container, server, folder));
    builder.environment().putAll(server.environment());
    return new Container(
        container, ServerProcess.start(builder, folder.resolve(server.name() + ".log")));
  }

  /** Runs as the owner of the folder, so that new files have the same owner. */
  private List<String> command(String container, JvmProgram server, Path folder)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "--rm", "--network=host", "--name=" + container));
    command.add("--user=" + Files.getAttribute(folder, "unix:uid"));
    shared.forEach(path -> command.add("--volume=%s:%s".formatted(path, path)));
    server.environment().keySet().forEach(name -> command.add("--env=" + name));
    command.addAll(List.of("--entrypoint=java", image));
    command.addAll(server.arguments());
    return command;
  }
}
