package io.runnerbean.bench.launch;

import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A container that runs a server. Its start time excludes the creation of the container. */
record Container(String name, ServerProcess server) implements RunningServer {

  @Override
  public URI url() {
    return server.url();
  }

  @Override
  public Instant startedAt() throws IOException {
    return Instant.parse(inspect("{{.State.StartedAt}}"));
  }

  @Override
  public ProcessHandle jvm() throws IOException {
    long pid = Long.parseLong(inspect("{{.State.Pid}}"));
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IOException("there is no process " + pid + " on this machine"));
  }

  @Override
  public void close() {
    server.close();
  }

  private String inspect(String field) throws IOException {
    Process process = new ProcessBuilder("docker", "inspect", "--format=" + field, name).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
