package io.runnerbean.engine.database.credentials;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The login of the database's master: what its secret says, or a token of IAM after the database
 * has refused that. RDS takes nothing but a token from members of {@code rds_iam}, and whoever has
 * made a user who signs in by IAM is a member by way of that user.
 *
 * @param host of the database, for which a token is made
 */
public record MasterCredentials(StoredSecret secret, String host, int port)
    implements CredentialsProvider {

  @Override
  public Credentials current() {
    return secret.read();
  }

  @Override
  public Optional<Credentials> afterRejection(Credentials refused) {
    DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    return Optional.of(
        new IamCredentials(host, port, refused.user(), secret.region(), credentials).current());
  }
}
