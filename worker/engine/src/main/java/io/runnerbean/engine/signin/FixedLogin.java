package io.runnerbean.engine.signin;

import java.util.Optional;

/** A login that does not change. */
record FixedLogin(Login current) implements Logins {

  @Override
  public Optional<Login> insteadOf(Login refused) {
    return Optional.empty();
  }
}
