package io.runnerbean.engine.database.credentials;

import java.util.Optional;

/** Provides credentials. Many threads use it at once. */
public interface CredentialsProvider {

  /**
   * The credentials to open the next connection with.
   *
   * @throws UnreadableSecretException if they cannot be read
   */
  Credentials current();

  /**
   * The credentials to try after the database has rejected some, because they may have changed.
   *
   * @return empty if there are no others
   * @throws UnreadableSecretException if they cannot be read
   */
  Optional<Credentials> afterRejection(Credentials refused);
}
