package io.runnerbean.engine.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt did not succeed.
 *
 * @param kind the exception's class, or what stands for one
 * @param message at most 4000 characters
 * @param fingerprint the same for failures at the same place in the code
 * @param retryIn after which time the job wants to be tried again; null: it does not say
 * @param thrown with its trace, for the log; null: nothing was thrown
 */
public record Failure(
    String kind,
    @Nullable String message,
    String fingerprint,
    @Nullable Throwable thrown,
    @Nullable Duration retryIn) {

  /** How much of a trace tells one place from another. */
  private static final int FRAMES = 12;

  public Failure {
    message = message == null ? null : StorableText.of(message);
  }

  public static Failure of(Throwable thrown) {
    return new Failure(
        thrown.getClass().getName(), thrown.getMessage(), fingerprint(place(thrown)), thrown, null);
  }

  /** The job asked for another attempt. */
  public static Failure asked(String reason, @Nullable Duration retryIn) {
    return unthrown("RetryLater", reason, retryIn);
  }

  /** It took longer than it may. */
  public static Failure timedOut(Duration limit) {
    return unthrown("TimedOut", "it took longer than " + limit.toSeconds() + " s", null);
  }

  /** The worker neither ended the attempt nor kept its lease: it was killed, or hangs. */
  public static Failure vanished(String worker) {
    return unthrown("WorkerVanished", "the worker " + worker + " let its lease lapse", null);
  }

  private static Failure unthrown(String kind, String message, @Nullable Duration retryIn) {
    return new Failure(kind, message, fingerprint(Stream.of(kind)), null, retryIn);
  }

  /**
   * Without line numbers and names that the JVM makes up, which change though the place does not.
   */
  private static Stream<String> place(Throwable thrown) {
    return Stream.concat(
        Stream.of(thrown.getClass().getName()),
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> !frame.getClassName().contains("$$"))
            .limit(FRAMES)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName()));
  }

  private static String fingerprint(Stream<String> place) {
    byte[] text = place.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }
}
