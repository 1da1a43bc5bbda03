package io.runnerbean.engine.database.credentials;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials in a secret. A rotation changes the database and the secret one after the other.
 * After a rejection the secret is therefore read again, until its credentials have changed.
 */
final class SecretCredentials implements CredentialsProvider {

  private static final Logger LOG = LoggerFactory.getLogger(SecretCredentials.class);

  /** The least time between two reads, because a pool retries at once after each rejection. */
  private static final Duration BETWEEN_READS = Duration.ofSeconds(2);

  private final StoredSecret secret;
  private final LongSupplier nanoTime;
  private @Nullable Credentials known;
  private long read;

  SecretCredentials(StoredSecret secret, LongSupplier nanoTime) {
    this.secret = secret;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Credentials current() {
    Credentials login = known;
    return login == null ? reread() : login;
  }

  @Override
  public synchronized Optional<Credentials> afterRejection(Credentials refused) {
    Credentials login = current();
    if (login.isSameAs(refused) && nanoTime.getAsLong() - read >= BETWEEN_READS.toNanos()) {
      LOG.info("the database refused {}; reading its secret again", refused.user());
      login = reread();
    }
    return Optional.of(login).filter(other -> !other.isSameAs(refused));
  }

  private Credentials reread() {
    Credentials login = secret.read();
    known = login;
    read = nanoTime.getAsLong();
    return login;
  }
}
