package io.runnerbean.engine.database.credentials;

import java.util.Optional;

/** Where logins come from. Used by many threads at once. */
public interface CredentialsProvider {

  /**
   * What to open the next connection with.
   *
   * @throws UnreadableSecretException if it cannot be had
   */
  Credentials current();

  /**
   * What to try after the database has refused a login: it may have changed in the meantime.
   *
   * @return empty, if there is nothing else
   * @throws UnreadableSecretException if it cannot be had
   */
  Optional<Credentials> afterRejection(Credentials refused);
}
