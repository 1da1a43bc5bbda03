package io.runnerbean.sqsd;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The headers of a POST, exactly as AWS's daemon writes them. */
record RequestHeaders(DaemonConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHeaders.class);
  private static final String PREFIX = "X-Aws-Sqsd-";

  /** Begins like that of AWS's daemon, because apps recognise the daemon by it. */
  private static final String USER_AGENT = "aws-sqsd/3.0.5 (runnerbean)";

  Map<String, String> of(ReceivedMessage message) {
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
    headers.put(PREFIX + "Path", path(message));
    putSchedule(message, headers);
    message
        .message()
        .messageAttributes()
        .forEach((name, value) -> putAttribute(name, value, headers));
    return headers;
  }

  /** Returns the path that the message is posted to. */
  String path(ReceivedMessage message) {
    return message.path(config.app().httpPath());
  }

  private static void putSchedule(ReceivedMessage message, Map<String, String> headers) {
    message
        .scheduledMessage()
        .ifPresent(scheduled -> {
          headers.put(PREFIX + "Taskname", scheduled.task());
          headers.put(PREFIX + "Scheduled-At", scheduled.scheduledAt().toString());
        });
  }

  private static void putAttribute(
      String name, MessageAttributeValue value, Map<String, String> headers) {
    if (name.startsWith(ScheduledMessage.PREFIX)) {
      return;
    }
    if (value.dataType().startsWith("Binary")) {
      LOG.warn("omitted the binary attribute {}, because a header cannot hold it", name);
    } else {
      headers.put(PREFIX + "Attr-" + capitalised(name), value.stringValue());
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
