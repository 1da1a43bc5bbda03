package io.runnerbean.dev.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What was measured: the commit of a checkout. */
public final class Commit {

  private Commit() {}

  /** Its short name, with a {@code +} when the code was changed since; or {@code unknown}. */
  public static String of(Path checkout) throws IOException {
    String commit = git(checkout, "rev-parse", "--short", "HEAD");
    String changes =
        git(checkout, "status", "--porcelain", "--", "worker", "pom.xml", "runnerbean");
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
