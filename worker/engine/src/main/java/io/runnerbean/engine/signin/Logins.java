package io.runnerbean.engine.signin;

import java.util.Optional;

/** Where logins come from. Used by many threads at once. */
public interface Logins {

  /**
   * What to open the next connection with.
   *
   * @throws UnreadableSecretException if it cannot be had
   */
  Login current();

  /**
   * What to try after the database has refused a login: it may have changed in the meantime.
   *
   * @return empty, if there is nothing else
   * @throws UnreadableSecretException if it cannot be had
   */
  Optional<Login> insteadOf(Login refused);
}
