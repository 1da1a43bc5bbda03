package io.runnerbean.engine.database.credentials;

/** AWS did not provide a secret or a token; the message says which, and what AWS answered. */
public final class UnreadableSecretException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableSecretException(String what, Exception cause) {
    super("%s: %s".formatted(what, cause.getMessage()), cause);
  }
}
