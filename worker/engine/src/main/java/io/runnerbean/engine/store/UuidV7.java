package io.runnerbean.engine.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * UUIDs of version 7. They begin with a time in milliseconds, so an index of them grows at one end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>
 */
public final class UuidV7 {

  private static final int VERSION = 7;
  private static final long VARIANT = 0b10L << 62;
  private static final long VARIANT_BITS = 0b11L << 62;
  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private UuidV7() {}

  /** A new UUID with the current time. */
  public static UUID next() {
    return GENERATOR.generate();
  }

  /** Always the same one for the same time and name. */
  public static UUID of(Instant time, String name) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(name));
    return of(time, hash.getLong(), hash.getLong());
  }

  /** Always the same one for the same time and UUID, of which it keeps 74 bits. */
  public static UUID of(Instant time, UUID name) {
    return of(time, name.getMostSignificantBits(), name.getLeastSignificantBits());
  }

  /** The first one in the order of all that have this time. */
  public static UUID first(Instant time) {
    return of(time, 0, 0);
  }

  /** The first one of a day, in UTC. */
  public static UUID first(LocalDate day) {
    return first(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  public static boolean isVersion7(UUID id) {
    return id.version() == VERSION && id.variant() == 2;
  }

  /** The time that it begins with, in milliseconds. */
  public static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static UUID of(Instant time, long high, long low) {
    return new UUID(
        (time.toEpochMilli() << 16) | (VERSION << 12) | (high & 0xfff),
        VARIANT | (low & ~VARIANT_BITS));
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
