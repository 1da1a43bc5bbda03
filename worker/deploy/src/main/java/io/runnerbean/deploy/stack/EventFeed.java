package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Prints events of stacks and of the environment, and a heartbeat if there are none. */
public final class EventFeed {

  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final Console console;
  private final Supplier<List<Event>> otherEvents;
  private final long started = System.nanoTime();
  private long lastOutput = started;

  /**
   * A feed to a console.
   *
   * @param otherEvents returns what has happened outside of stacks since its last call
   */
  public EventFeed(Console console, Supplier<List<Event>> otherEvents) {
    this.console = console;
    this.otherEvents = otherEvents;
  }

  /** Prints these events and the other ones, sorted by time. */
  public void print(List<Event> stackEvents) {
    List<Event> all = new ArrayList<>(stackEvents);
    all.addAll(otherEvents.get());
    all.sort(Comparator.comparing(Event::time, Comparator.<Instant>naturalOrder()));
    all.forEach(event -> console.event(event.time(), event.text()));
    long now = System.nanoTime();
    if (!all.isEmpty()) {
      lastOutput = now;
    } else if (now - lastOutput > HEARTBEAT.toNanos()) {
      lastOutput = now;
      console.heartbeat(Duration.ofNanos(now - started));
    }
  }
}
