package io.runnerbean.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The checkout that this program runs from. */
public final class Checkout {

  private Checkout() {}

  /** Returns its folder. The launcher passes it; otherwise it is the working directory. */
  public static Path home() {
    return Path.of(System.getProperty("runnerbean.home", "."));
  }

  /**
   * Returns the short name of its commit, with a {@code +} if the code has changed since, or {@code
   * unknown} if it is not a Git checkout.
   */
  public static String commit() throws IOException {
    String commit = git(home(), "rev-parse", "--short", "HEAD");
    String changes = git(home(), "status", "--porcelain", "--", "worker", "pom.xml", "runnerbean");
    return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "+");
  }

  private static String git(Path checkout, String... arguments) throws IOException {
    ProcessBuilder git = new ProcessBuilder("git");
    git.command().addAll(List.of(arguments));
    Process process =
        git.directory(checkout.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
