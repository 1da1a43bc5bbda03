package io.runnerbean.engine.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed.
 *
 * @param kind the class of the exception, or what stands for one
 * @param message at most 4000 characters
 * @param fingerprint the same for failures at the same place in the code
 * @param thrown with its stack trace, for the log; null: nothing was thrown
 * @param retryIn after which time the job asks to be tried again; null: it does not say
 */
public record AttemptFailure(
    String kind,
    @Nullable String message,
    String fingerprint,
    @Nullable Throwable thrown,
    @Nullable Duration retryIn) {

  /** The number of frames that identify a place in the code. */
  private static final int FRAMES = 12;

  public AttemptFailure {
    message = message == null ? null : PostgresText.shortened(message);
  }

  public static AttemptFailure of(Throwable thrown) {
    return new AttemptFailure(
        thrown.getClass().getName(), thrown.getMessage(), fingerprint(place(thrown)), thrown, null);
  }

  /** The job asked for another attempt. */
  public static AttemptFailure retryRequested(String reason, @Nullable Duration retryIn) {
    return notThrown("RetryLater", reason, retryIn);
  }

  /** The attempt took longer than its timeout. */
  public static AttemptFailure timedOut(Duration timeout) {
    return notThrown("TimedOut", "it took longer than " + timeout.toSeconds() + " s", null);
  }

  /** The worker neither ended the attempt nor renewed its lease: it was killed, or hangs. */
  public static AttemptFailure workerLost(String worker) {
    return notThrown("WorkerLost", "the lease of worker " + worker + " expired", null);
  }

  private static AttemptFailure notThrown(String kind, String message, @Nullable Duration retryIn) {
    return new AttemptFailure(kind, message, fingerprint(Stream.of(kind)), null, retryIn);
  }

  /** Without line numbers and generated class names, which change though the place does not. */
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
