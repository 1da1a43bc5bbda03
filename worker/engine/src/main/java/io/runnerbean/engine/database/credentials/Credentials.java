package io.runnerbean.engine.database.credentials;

import io.runnerbean.engine.config.Secret;

/** What a connection is opened with. */
public record Credentials(String user, Secret password) {

  /** Whether the database would be shown the same. */
  public boolean isSameAs(Credentials other) {
    return user.equals(other.user) && password.reveal().equals(other.password.reveal());
  }
}
