package io.runnerbean.engine.database.credentials;

import io.runnerbean.engine.config.Secret;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** With what the worker signs in to its database. */
public sealed interface Authentication {

  /** As whom. */
  String user();

  /** Where the logins for a database come from. */
  CredentialsProvider credentials(String host, int port);

  /** With a password that is known. */
  record ByPassword(String user, Secret password) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new FixedCredentials(new Credentials(user, password));
    }
  }

  /** With what a secret says, which may change while the worker runs. */
  record BySecret(String user, StoredSecret secret) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new SecretCredentials(secret, System::nanoTime);
    }
  }

  /**
   * With tokens of IAM, and no password at all.
   *
   * @param region null: whatever the AWS SDK finds by itself
   */
  record ByIam(String user, @Nullable String region) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new IamCredentials(
          host, port, user, region, DefaultCredentialsProvider.builder().build());
    }
  }
}
