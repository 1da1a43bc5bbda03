package io.runnerbean.engine.database.credentials;

/** A secret or a token could not be had from AWS; the message says which, and what AWS said. */
public final class UnreadableSecretException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableSecretException(String what, Exception cause) {
    super("%s: %s".formatted(what, cause.getMessage()), cause);
  }
}
