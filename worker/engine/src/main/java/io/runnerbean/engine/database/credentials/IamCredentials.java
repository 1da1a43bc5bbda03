package io.runnerbean.engine.database.credentials;

import io.runnerbean.config.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * An IAM token instead of a password. It is signed here for each connection, without a call to AWS.
 * It can open connections for 15 minutes; open connections stay open.
 *
 * @param region null: the one that the AWS SDK finds by itself
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">IAM
 *     database authentication</a>
 */
record IamCredentials(
    String host, int port, String user, @Nullable String region, AwsCredentialsProvider credentials)
    implements CredentialsProvider {

  @Override
  public Credentials current() {
    try {
      return new Credentials(user, new Secret(token()));
    } catch (SdkException e) {
      throw new UnreadableSecretException("could not create an IAM token for " + user, e);
    }
  }

  /** Empty, because each connection has a new token already, and another would be rejected too. */
  @Override
  public Optional<Credentials> afterRejection(Credentials refused) {
    return Optional.empty();
  }

  private String token() {
    RdsUtilities.Builder tokens = RdsUtilities.builder().credentialsProvider(credentials);
    Optional.ofNullable(region).map(Region::of).ifPresent(tokens::region);
    return tokens
        .build()
        .generateAuthenticationToken(token -> token.hostname(host).port(port).username(user));
  }
}
