package io.runnerbean.sqsd;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The headers of a POST, exactly as AWS's daemon writes them. */
record RequestHeaders(DaemonConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHeaders.class);
  private static final String PREFIX = "X-Aws-Sqsd-";

  /** What SQS allows in an attribute and HTTP does not allow in a header, such as line breaks. */
  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private static final int SHORT = 1_000;

  /** Of one value: nginx lets pass 8 KB of a header. */
  private static final int LONGEST = 8_000;

  /** Of the values of all attributes: nginx lets pass 32 KB of all headers. */
  private static final int MOST_BYTES = 24_000;

  /** Begins like that of AWS's daemon, because apps recognise the daemon by it. */
  private static final String USER_AGENT = "aws-sqsd/3.0.5 (runnerbean)";

  /**
   * The headers of a message.
   *
   * @param path that it is posted to
   */
  Map<String, String> of(ReceivedMessage message, String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", USER_AGENT);
    headers.put("Content-Type", config.app().mimeType());
    headers.put("Accept-Encoding", "gzip, compressed");
    headers.put(PREFIX + "Msgid", message.id());
    headers.put(PREFIX + "Queue", config.queue().name());
    headers.put(PREFIX + "Receive-Count", message.receiveCount());
    headers.put(PREFIX + "First-Received-At", message.firstReceivedAt().toString());
    headers.put(PREFIX + "Sent-At", message.sentAt().toString());
    headers.put(PREFIX + "Sender-Id", message.senderId());
    headers.put(PREFIX + "Path", path);
    putSchedule(message, headers);
    putAttributes(message, headers);
    headers.replaceAll((_, value) -> CONTROLS.matcher(value).replaceAll(" "));
    return headers;
  }

  /** Returns the path that the message is posted to. A scheduled message may have its own. */
  String path(ReceivedMessage message) {
    String httpPath = config.app().httpPath();
    String own = message.scheduledMessage().map(ScheduledMessage::path).orElse("");
    if (own.isEmpty()) {
      return httpPath;
    }
    try {
      return AppConfig.path(own);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "message {} is posted to {}, because '{}' is not a path of the app: {}",
          message.id(),
          httpPath,
          own,
          e.getMessage());
      return httpPath;
    }
  }

  private static void putSchedule(ReceivedMessage message, Map<String, String> headers) {
    message
        .scheduledMessage()
        .ifPresent(scheduled -> {
          headers.put(PREFIX + "Taskname", shortened(scheduled.task()));
          headers.put(PREFIX + "Scheduled-At", shortened(scheduled.scheduledAt()));
        });
  }

  /** Long enough to be refused by the app, and short enough to reach it. */
  private static String shortened(String text) {
    if (text.length() <= SHORT) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(SHORT - 1)) ? SHORT - 1 : SHORT);
  }

  /**
   * The shortest come first, so that a long one does not displace those that the app needs. Names
   * of headers have no case, so of two attributes whose names differ only in case, one is posted.
   */
  private static void putAttributes(ReceivedMessage message, Map<String, String> headers) {
    int left = MOST_BYTES;
    for (Attribute attribute : Attribute.of(message)) {
      if (attribute.bytes() > Math.min(left, LONGEST)) {
        LOG.warn(
            "message {} is posted without the attribute {} of {} bytes: its headers would be too long",
            message.id(),
            attribute.name(),
            attribute.bytes());
      } else {
        headers.putIfAbsent(PREFIX + "Attr-" + capitalised(attribute.name()), attribute.value());
        left -= attribute.bytes();
      }
    }
  }

  /** An attribute of text. */
  private record Attribute(String name, String value, int bytes) {

    private static List<Attribute> of(ReceivedMessage message) {
      return message.message().messageAttributes().entrySet().stream()
          .filter(attribute -> !attribute.getKey().startsWith(ScheduledMessage.PREFIX))
          .filter(attribute -> isText(attribute.getKey(), attribute.getValue()))
          .map(attribute -> of(attribute.getKey(), attribute.getValue().stringValue()))
          .sorted(Comparator.comparingInt(Attribute::bytes).thenComparing(Attribute::name))
          .toList();
    }

    private static Attribute of(String name, String value) {
      return new Attribute(name, value, value.getBytes(StandardCharsets.UTF_8).length);
    }

    private static boolean isText(String name, MessageAttributeValue value) {
      boolean isText = !value.dataType().startsWith("Binary");
      if (!isText) {
        LOG.warn("omitted the binary attribute {}, because a header cannot hold it", name);
      }
      return isText;
    }
  }

  /** Changes {@code myAttr-name} to {@code Myattr-Name}, as AWS's daemon does with every header. */
  private static String capitalised(String name) {
    return Stream.of(name.split("-", -1))
        .map(RequestHeaders::capitalisedWord)
        .collect(Collectors.joining("-"));
  }

  private static String capitalisedWord(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
