package io.runnerbean.chaos;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the daemons' logs which scheduled messages they have sent. */
final class ScheduledMessages {

  private static final Pattern SENT =
      Pattern.compile("tick: sent the scheduled message for ([\\dT:.-]+Z)");

  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  void read(String line) {
    Matcher message = SENT.matcher(line);
    if (message.find()) {
      sent.add("tick-" + Instant.parse(message.group(1)).getEpochSecond());
    }
  }

  /** The business keys of the sent messages. */
  Set<String> sent() {
    return sent;
  }
}
