package io.runnerbean.engine.database.credentials;

import io.runnerbean.config.Secret;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** How the worker signs in to its database. */
public sealed interface Authentication {

  /** The database user. */
  String user();

  /** Provides the credentials for the database at this address. */
  CredentialsProvider credentials(String host, int port);

  /** Signs in with a password that does not change. */
  record ByPassword(String user, Secret password) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new FixedCredentials(new Credentials(user, password));
    }
  }

  /** Signs in with the credentials in a secret, which may change while the worker runs. */
  record BySecret(String user, StoredSecret secret) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new SecretCredentials(secret, System::nanoTime);
    }
  }

  /**
   * Signs in with IAM tokens instead of a password.
   *
   * @param region null: the one that the AWS SDK finds by itself
   */
  record ByIam(String user, @Nullable String region) implements Authentication {

    @Override
    public CredentialsProvider credentials(String host, int port) {
      return new IamCredentials(
          host, port, user, region, DefaultCredentialsProvider.builder().build());
    }
  }
}
