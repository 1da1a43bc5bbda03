package io.runnerbean.engine.signin;

import io.runnerbean.engine.config.Secret;

/** What a connection is opened with. */
public record Login(String user, Secret password) {

  /** Whether the database would be shown the same. */
  public boolean isSameAs(Login other) {
    return user.equals(other.user) && password.reveal().equals(other.password.reveal());
  }
}
