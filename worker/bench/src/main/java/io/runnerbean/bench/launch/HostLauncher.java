package io.runnerbean.bench.launch;

import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts JVMs on this machine.
 *
 * @param java the {@code java} command
 */
public record HostLauncher(Path java, Path app) implements Launcher {

  /**
   * Returns a launcher for the build of this checkout, on the JDK of this program.
   *
   * @throws IllegalStateException if there is no build
   */
  public static HostLauncher of(Path checkout) throws IOException {
    Path target = checkout.toAbsolutePath().normalize().resolve("target");
    try (DirectoryStream<Path> apps = Files.newDirectoryStream(target, "runnerbean-*")) {
      for (Path bundle : apps) {
        if (Files.exists(bundle.resolve("app"))) {
          Path java = Path.of(System.getProperty("java.home"), "bin", "java");
          return new HostLauncher(java, bundle.resolve("app"));
        }
      }
    }
    throw new IllegalStateException(
        "There is no build in " + target + ". Run 'mvn package' first.");
  }

  @Override
  public String name() {
    return "on this machine";
  }

  @Override
  public Optional<Path> shippedCache() {
    return Optional.empty();
  }

  @Override
  public RunningServer start(JvmProgram server, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(server.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(server.environment());
    Instant startedAt = Instant.now();
    return new LocalJvm(
        ServerProcess.start(builder, folder.resolve(server.name() + ".log")), startedAt);
  }

  private record LocalJvm(ServerProcess server, Instant startedAt) implements RunningServer {

    @Override
    public URI url() {
      return server.url();
    }

    @Override
    public ProcessHandle jvm() {
      return server.process();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
