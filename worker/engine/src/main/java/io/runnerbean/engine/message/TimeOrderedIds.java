package io.runnerbean.engine.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs of version 7, which begin with their time in milliseconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>
 */
public final class TimeOrderedIds {

  private static final int VERSION = 7;
  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private TimeOrderedIds() {}

  /** A new one, of now. */
  public static UUID next() {
    return GENERATOR.generate();
  }

  /** Always the same one for the same time and name. */
  public static UUID of(Instant time, String name) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(name));
    long high = (time.toEpochMilli() << 16) | (VERSION << 12) | (hash.getLong() & 0xfff);
    long low = (0b10L << 62) | (hash.getLong() >>> 2);
    return new UUID(high, low);
  }

  /** The least of all that could be made at this time. */
  public static UUID earliest(Instant time) {
    return new UUID((time.toEpochMilli() << 16) | (VERSION << 12), 0b10L << 62);
  }

  static boolean isOne(UUID id) {
    return id.version() == VERSION && id.variant() == 2;
  }

  /** When such a one was made, in milliseconds. */
  public static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
