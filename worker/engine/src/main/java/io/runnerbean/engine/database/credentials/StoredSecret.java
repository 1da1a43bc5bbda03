package io.runnerbean.engine.database.credentials;

import io.runnerbean.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Credentials in Secrets Manager, as RDS and CloudFormation write them: JSON with {@code username}
 * and {@code password}.
 *
 * @param region null: the one that the AWS SDK finds by itself
 * @param endpoint null: AWS's own
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">its
 *     structure</a>
 */
public record StoredSecret(String arn, @Nullable String region, @Nullable URI endpoint) {

  /**
   * The longest that a read may take with all the SDK's retries, because a connection waits for it.
   */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Reads the current credentials. They are read when a worker starts and after a change, so no
   * client is kept.
   *
   * @throws UnreadableSecretException if the secret cannot be read, or has another structure
   */
  public Credentials read() {
    try (SecretsManagerClient client = client()) {
      return login(client.getSecretValue(secret -> secret.secretId(arn)).secretString());
    } catch (SdkException | IllegalArgumentException e) {
      throw new UnreadableSecretException("The secret " + arn + " cannot be read", e);
    }
  }

  private SecretsManagerClient client() {
    SecretsManagerClientBuilder client = SecretsManagerClient.builder();
    Optional.ofNullable(region).map(Region::of).ifPresent(client::region);
    Optional.ofNullable(endpoint).ifPresent(client::endpointOverride);
    client.overrideConfiguration(override -> override.apiCallTimeout(LONGEST));
    return client.build();
  }

  /** Does not repeat an invalid text in any message, as Jackson would. */
  private static Credentials login(@Nullable String text) {
    JsonNode secret = text == null ? JSON.nullNode() : parsed(text);
    return new Credentials(field(secret, "username"), new Secret(field(secret, "password")));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException _) {
      throw new IllegalArgumentException("it is not JSON");
    }
  }

  private static String field(JsonNode secret, String name) {
    String value = secret.path(name).asString("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }
}
