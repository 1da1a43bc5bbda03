package io.runnerbean.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that runs a server on a folder until the test kills it. */
final class KilledJvm {

  private KilledJvm() {}

  /** Starts the JVM, and returns once the server runs. */
  static Process start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledJvm.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (!"running".equals(line)) {
      throw new IllegalStateException("the other JVM printed " + line);
    }
    return process;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public static void main(String[] args) throws InterruptedException {
    PostgresServer.persistent(Path.of(args[0]), 0);
    System.out.println("running");
    new CountDownLatch(1).await();
  }
}
