package io.runnerbean.engine.delivery;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.validation.InvalidMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The queues whose messages come from SNS, EventBridge or S3, and are unwrapped.
 *
 * @param typeByQueue the job type of messages that name none, by the name of their queue; empty:
 *     they must name one
 */
public record Envelopes(Map<String, String> typeByQueue) {

  static final String SETTING = "RUNNERBEAN_ENVELOPES";
  private static final Pattern ENTRY =
      Pattern.compile("([A-Za-z0-9_-]{1,80}(?:[.]fifo)?)(?:=(\\S{1,100}))?");

  /** SNS may be around EventBridge or S3. */
  private static final int MOST = 2;

  public Envelopes {
    typeByQueue = Map.copyOf(typeByQueue);
  }

  /** Of no queue. */
  public static Envelopes none() {
    return new Envelopes(Map.of());
  }

  /** Reads them from the settings; the caller checks the settings. */
  public static Envelopes from(SettingsReader settings) {
    return settings.read(SETTING, none(), Envelopes::parse);
  }

  /**
   * Parses names of queues, each of which may have a job type, such as {@code
   * uploads=ImportFile,orders}.
   */
  static Envelopes parse(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      Matcher parts = ENTRY.matcher(entry.strip());
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "it must be names of queues, separated by commas; each may end with =JOB_TYPE");
      }
      types.put(parts.group(1), parts.group(2) == null ? "" : parts.group(2));
    }
    return new Envelopes(types);
  }

  /**
   * Checks that the job types are known.
   *
   * @throws IllegalStateException if one is not
   */
  public void check(JobRegistry registry) {
    for (String type : typeByQueue.values()) {
      if (!type.isEmpty() && registry.find(type).isEmpty()) {
        throw new IllegalStateException(
            "%s names the job type %s, which this worker does not have: it has %s"
                .formatted(SETTING, type, String.join(", ", registry.names())));
      }
    }
  }

  /** The job type of messages of this queue that name none; null: there is none. */
  @Nullable String type(@Nullable String queue) {
    String type = queue == null ? "" : typeByQueue.getOrDefault(queue, "");
    return type.isEmpty() ? null : type;
  }

  /**
   * The message in the envelope of a body; null: it is in none, or its queue is not among these.
   *
   * @throws InvalidMessageException if the envelope contains no message
   */
  @Nullable JsonNode inner(JsonNode body, @Nullable String queue) {
    JsonNode inner = null;
    if (queue != null && typeByQueue.containsKey(queue)) {
      JsonNode outer = body;
      for (int i = 0; i < MOST; i++) {
        Envelope envelope = Envelope.of(outer);
        inner = envelope == null ? inner : envelope.content(outer);
        outer = inner == null ? outer : inner;
      }
    }
    return inner;
  }

  /** A fault that names the envelope of a body without a job type; null: it is in none. */
  static @Nullable InvalidMessageException fault(JsonNode body, @Nullable String queue) {
    Envelope envelope = Envelope.of(body);
    return envelope == null
        ? null
        : new InvalidMessageException(
            "Job type missing or ambiguous",
            "job_type",
            "is missing: the body is %s; %s=%s makes the worker unwrap it, with =JOB_TYPE for messages that name none"
                .formatted(envelope.words(), SETTING, queue == null ? "QUEUE" : queue));
  }
}
