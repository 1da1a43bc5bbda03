package io.runnerbean.config.signing;

import io.runnerbean.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that a signature covers: all that decide what the worker does. The
 * signature is HMAC-SHA256, in hexadecimal, over these lines and the body. Each ends with a line
 * feed.
 *
 * <pre>
 * the timestamp
 * the method
 * the path, with its query
 * name:value          of each header, in the order of the names, which are in lower case;
 *                     each run of white space in a value is one space, and none is at its ends
 *                     (an empty line)
 * </pre>
 *
 * @param timestamp seconds since 1970, as in the header
 * @param path as in the request, with its query
 * @param headers those that are covered, by their names in lower case. A character of a value is a
 *     byte of the request
 */
@SuppressWarnings("ArrayRecordComponent") // checked once, never compared
public record SignedRequest(
    String timestamp, String method, String path, SortedMap<String, String> headers, byte[] body) {

  /** The header with the timestamp. */
  public static final String TIMESTAMP = "X-Runnerbean-Timestamp";

  /** The header with the signature. */
  public static final String SIGNATURE = "X-Runnerbean-Signature";

  private static final String SQSD = "x-aws-sqsd-";
  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  /** How far the sender's clock may differ, in either direction. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\x00-\\x20\\x7f]+");

  private static final String ALGORITHM = "HmacSHA256";

  /** Whether a signature covers the header of this name: one that decides what the worker does. */
  public static boolean covers(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith(SQSD) || name.equals(IDEMPOTENCY_KEY);
  }

  /**
   * Why no signature of a request can be right, whatever its body; null if one can. It needs no
   * body, so that a stranger's body is not read.
   */
  public static @Nullable String problem(
      @Nullable String signature, @Nullable String timestamp, SigningKeys keys, Instant now) {
    if (keys.keys().isEmpty()) {
      return "No key is configured; set RUNNERBEAN_RUN_KEYS.";
    }
    if (signature == null || timestamp == null) {
      return "The headers X-Runnerbean-Timestamp and X-Runnerbean-Signature are missing.";
    }
    return isRecent(timestamp, now)
        ? null
        : "X-Runnerbean-Timestamp must be within 5 minutes of now, in seconds since 1970.";
  }

  /** Why this is not the signature of this request; null if it is. */
  public @Nullable String mismatch(String signature, SigningKeys keys) {
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    long matches =
        keys.keys().stream()
            .map(this::sign)
            .filter(right -> MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given))
            .count();
    return matches > 0
        ? null
        : "The signature does not match timestamp, method, path, headers and body.";
  }

  /** The signature of this request with a key. */
  public String sign(Secret key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      StringBuilder lines = new StringBuilder();
      lines.append(timestamp).append('\n').append(method).append('\n').append(path).append('\n');
      headers.forEach(
          (name, value) -> lines.append(name).append(':').append(asReceived(value)).append('\n'));
      mac.update(lines.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Servers and clients shorten white space in headers, each in its own way. */
  private static String asReceived(String value) {
    return WHITE_SPACE.matcher(value).replaceAll(" ").strip();
  }

  private static boolean isRecent(String timestamp, Instant now) {
    try {
      return Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
              .abs()
              .compareTo(WINDOW)
          <= 0;
    } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
