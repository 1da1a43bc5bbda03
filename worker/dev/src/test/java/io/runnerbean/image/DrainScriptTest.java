package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The script of .ebextensions that drains an instance. The programs that it starts only record how
 * they were called, because there is no instance.
 */
@Timeout(120)
class DrainScriptTest {

  private static final Path FILE = Path.of("..", "..", ".ebextensions", "drain.config");
  private static final String STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";

  /** What the metadata service answers, one after the other; the last one stays. */
  private final Queue<String> states = new ConcurrentLinkedQueue<>();

  @Test
  @DisplayName(
      "the daemon is stopped when the group terminates the instance, and then the group continues")
  void stopsTheDaemonFirst(@TempDir Path folder) throws Exception {
    Path calls = folder.resolve("calls");
    for (String program : new String[] {"systemctl", "aws"}) {
      write(
          folder.resolve(program),
          """
          #!/bin/sh
          echo "%s $*${AWS_DEFAULT_REGION:+ in $AWS_DEFAULT_REGION}" >>%s
          case $2 in describe-*) echo the-group ;; esac
          """
              .formatted(program, calls));
    }
    Path script = folder.resolve("drain");
    write(script, content());
    states.addAll(List.of("", "InService", "InService", "Terminated"));
    HttpServer metadata =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    metadata.createContext("/", this::answer);
    metadata.start();
    try {
      ProcessBuilder draining = new ProcessBuilder(script.toString()).inheritIO();
      draining
          .environment()
          .putAll(
              Map.of(
                  "PATH", folder + File.pathSeparator + System.getenv("PATH"),
                  "METADATA", "http://127.0.0.1:" + metadata.getAddress().getPort(),
                  "PERIOD", "0.05"));
      Process process = draining.start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      metadata.stop(0);
    }
    assertThat(Files.readAllLines(calls))
        .containsExactly(
            "systemctl stop sqsd.service",
            "aws autoscaling describe-auto-scaling-instances --instance-ids i-1 --output text"
                + " --query AutoScalingInstances[0].AutoScalingGroupName in eu-west-1",
            "aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE"
                + " --lifecycle-hook-name runnerbean-drain --auto-scaling-group-name the-group"
                + " --instance-id i-1 in eu-west-1");
    assertThat(states).as("states that were not read").containsExactly("Terminated");
  }

  /** The metadata service, version 2: it answers only to its token. The first state fails. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean hasToken =
        "a-token".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
    String text = "";
    if (path.equals("/latest/api/token") && exchange.getRequestMethod().equals("PUT")) {
      text = "a-token";
    } else if (hasToken && path.equals(STATE)) {
      text = Objects.requireNonNull(states.size() > 1 ? states.poll() : states.peek());
    } else if (hasToken && path.equals("/latest/meta-data/instance-id")) {
      text = "i-1";
    } else if (hasToken && path.equals("/latest/meta-data/placement/region")) {
      text = "eu-west-1";
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(text.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String content() throws IOException {
    Object config = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
    return (String) in(in(in(config, "files"), "/opt/runnerbean/drain"), "content");
  }

  private static Object in(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static void write(Path program, String content) throws IOException {
    Path _ = Files.writeString(program, content);
    Path _ = Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
