package io.runnerbean.engine.database.credentials;

import java.util.Optional;

/** Credentials that do not change. */
record FixedCredentials(Credentials current) implements CredentialsProvider {

  @Override
  public Optional<Credentials> afterRejection(Credentials refused) {
    return Optional.empty();
  }
}
