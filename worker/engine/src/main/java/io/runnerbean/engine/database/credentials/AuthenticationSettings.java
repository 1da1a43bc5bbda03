package io.runnerbean.engine.database.credentials;

import io.runnerbean.config.SettingsReader;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads from the settings how to sign in: with IAM, a secret, or else a password. */
public record AuthenticationSettings(SettingsReader settings) {

  private static final String SECRET = "RUNNERBEAN_DATABASE_SECRET_ARN";
  private static final String MASTER = "RUNNERBEAN_DATABASE_MASTER_SECRET_ARN";
  private static final String IAM = "RUNNERBEAN_DATABASE_IAM";

  /** How the worker signs in; the caller checks the settings. */
  public Authentication worker() {
    String user = settings.text("RDS_USERNAME");
    StoredSecret secret = stored(SECRET);
    if (settings.read(IAM, false, AuthenticationSettings::yesOrNo)) {
      return new Authentication.ByIam(user, region());
    }
    return secret != null
        ? new Authentication.BySecret(user, secret)
        : new Authentication.ByPassword(user, settings.secret("RDS_PASSWORD"));
  }

  /** The secret of the master, which makes the worker's user; null if none is set. */
  public @Nullable StoredSecret master() {
    return stored(MASTER);
  }

  private @Nullable StoredSecret stored(String key) {
    String arn = settings.optional(key, AuthenticationSettings::arn);
    return arn == null
        ? null
        : new StoredSecret(
            arn, region(), settings.optional("AWS_ENDPOINT_URL_SECRETS_MANAGER", URI::create));
  }

  private @Nullable String region() {
    return settings.optional("AWS_REGION", region -> region);
  }

  private static String arn(String text) {
    if (!text.startsWith("arn:")) {
      throw new IllegalArgumentException(
          "it must be the ARN of a secret, arn:aws:secretsmanager:…");
    }
    return text;
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("it must be true or false");
    };
  }
}
