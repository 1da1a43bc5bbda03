package io.runnerbean.engine.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens that let a program post jobs. Only their SHA-256 hashes are known here. Several
 * tokens at once allow one to be replaced by another without a gap.
 */
public final class PostTokens {

  private static final String SCHEME = "Bearer ";
  private static final int SHA256_BYTES = 32;

  private final List<byte[]> hashes;
  private final boolean open;

  private PostTokens(List<byte[]> hashes, boolean open) {
    this.hashes = hashes;
    this.open = open;
  }

  /** Allows no caller to post. */
  public static PostTokens none() {
    return new PostTokens(List.of(), false);
  }

  /** Allows every caller to post, without a token. */
  public static PostTokens open() {
    return new PostTokens(List.of(), true);
  }

  /**
   * Reads SHA-256 hashes in hexadecimal, separated by commas.
   *
   * @throws IllegalArgumentException if an entry is not such a hash
   */
  public static PostTokens parse(String list) {
    return new PostTokens(
        Arrays.stream(list.split(",", -1)).map(String::strip).map(PostTokens::hash).toList(),
        false);
  }

  /** The hash of a token, as the configuration contains it. */
  public static String hashOf(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  /**
   * Why a request with this Authorization header may not post; null if it may. The time it takes
   * does not depend on how much of a token is correct.
   */
  public @Nullable String problem(@Nullable String authorization) {
    if (open) {
      return null;
    }
    if (hashes.isEmpty()) {
      return "No token is configured. './runnerbean token new' makes one.";
    }
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return "The header 'Authorization: Bearer <token>' is missing.";
    }
    return isKnown(authorization.substring(SCHEME.length())) ? null : "The token is unknown.";
  }

  @Override
  public String toString() {
    return hashes.size() + " tokens";
  }

  private boolean isKnown(String token) {
    byte[] hash = sha256(token.strip());
    return hashes.stream().filter(known -> MessageDigest.isEqual(known, hash)).count() > 0;
  }

  private static byte[] hash(String hex) {
    String rule =
        "it must be the SHA-256 of each token, 64 hexadecimal digits, separated by commas";
    try {
      byte[] hash = HexFormat.of().parseHex(hex);
      if (hash.length == SHA256_BYTES) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
