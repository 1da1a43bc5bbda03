package io.runnerbean.chaos;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Learns from the daemons' logs which ticks they have sent. */
final class ScheduledMessages {

  private static final Pattern SENT = Pattern.compile("tick: sent the tick of ([\\dT:.-]+Z)");

  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  void read(String line) {
    Matcher tick = SENT.matcher(line);
    if (tick.find()) {
      sent.add("tick-" + Instant.parse(tick.group(1)).getEpochSecond());
    }
  }

  /** The business keys of those that were sent. */
  Set<String> sent() {
    return sent;
  }
}
