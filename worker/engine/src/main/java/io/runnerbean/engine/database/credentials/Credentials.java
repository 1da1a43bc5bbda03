package io.runnerbean.engine.database.credentials;

import io.runnerbean.config.Secret;

/** The user and password that a connection is opened with. */
public record Credentials(String user, Secret password) {

  /** Whether user and password are the same. */
  public boolean isSameAs(Credentials other) {
    return user.equals(other.user) && password.reveal().equals(other.password.reveal());
  }
}
