package io.runnerbean.engine.http.auth;

import io.runnerbean.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that a signature covers. The signature is HMAC-SHA256, in hexadecimal,
 * over timestamp, method, path and message id, each followed by a line feed, and the body.
 *
 * @param timestamp seconds since 1970, as in the header
 * @param path as in the request, with its query
 * @param messageId empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // checked once, never compared
public record SignedRequest(
    String timestamp, String method, String path, String messageId, byte[] body) {

  /** How far the sender's clock may differ, in either direction. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";

  /** Why this is not the signature of this request; null if it is. */
  public @Nullable String problem(@Nullable String signature, SigningKeys keys, Instant now) {
    if (keys.keys().isEmpty()) {
      return "No key is configured; set RUNNERBEAN_RUN_KEYS.";
    }
    if (signature == null || timestamp.isEmpty()) {
      return "The headers X-Runnerbean-Timestamp and X-Runnerbean-Signature are missing.";
    }
    return isRecent(now)
        ? mismatch(signature, keys)
        : "X-Runnerbean-Timestamp must be within 5 minutes of now, in seconds since 1970.";
  }

  /** The signature of this request with a key. */
  public String sign(Secret key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(
          (timestamp + "\n" + method + "\n" + path + "\n" + messageId + "\n")
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private boolean isRecent(Instant now) {
    try {
      return Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
              .abs()
              .compareTo(WINDOW)
          <= 0;
    } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private @Nullable String mismatch(String signature, SigningKeys keys) {
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    long matches =
        keys.keys().stream()
            .map(this::sign)
            .filter(right -> MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given))
            .count();
    return matches > 0
        ? null
        : "The signature does not match timestamp, method, path, message id and body.";
  }
}
