package io.runnerbean.engine.database.credentials;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The credentials of the database's master: those in its secret, or an IAM token after the database
 * has rejected those. RDS accepts only tokens from members of {@code rds_iam}. A master that has
 * made a user with IAM sign-in is a member through that user.
 *
 * @param host of the database, which the token is made for
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
