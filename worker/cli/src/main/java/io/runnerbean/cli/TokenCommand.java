package io.runnerbean.cli;

import io.runnerbean.engine.http.auth.PostTokens;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes tokens for /job/post. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Makes tokens that let a program post jobs to /job/post.",
    footer = {"", "Example:  ./runnerbean token new"})
final class TokenCommand implements Runnable {

  private static final int BYTES = 32;

  @Spec private @Nullable CommandSpec spec;

  /** Shows the usage, because the command needs a subcommand. */
  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec, "set by picocli").commandLine();
    throw new ParameterException(command, "Say what to do: new");
  }

  /**
   * Prints a token for the caller, and its hash for the worker. The worker does not store the token
   * itself.
   */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Makes a token. The worker is told its SHA-256, the caller the token itself.")
  void create() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    System.out.printf(
        """
        The caller sends, and keeps secret:
          Authorization: Bearer %s

        The worker is told, beside the tokens it knows already, separated by commas:
          RUNNERBEAN_POST_TOKENS=%s
        """,
        token, PostTokens.hashOf(token));
  }
}
