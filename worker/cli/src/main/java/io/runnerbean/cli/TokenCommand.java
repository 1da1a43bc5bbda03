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

/** Creates tokens for /job/post. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Creates tokens with which programs may post jobs to /job/post.",
    footer = {"", "Example:  ./runnerbean token new"})
final class TokenCommand implements Runnable {

  private static final int BYTES = 32;

  @Spec private @Nullable CommandSpec spec;

  /** Shows the usage, because the command needs a subcommand. */
  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec, "set by picocli").commandLine();
    throw new ParameterException(command, "Missing subcommand: token new");
  }

  /**
   * Prints a token for the caller, and its hash for the worker. The worker does not store the token
   * itself.
   */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Creates a token, and prints it for the caller and its SHA-256 for the worker.")
  void create() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    System.out.printf(
        """
        The caller must keep this token secret, and send it with each request:
          Authorization: Bearer %s

        The worker needs the hash of the token. Add it to the hashes of other tokens, separated by commas:
          RUNNERBEAN_POST_TOKENS=%s
        """,
        token, PostTokens.hashOf(token));
  }
}
