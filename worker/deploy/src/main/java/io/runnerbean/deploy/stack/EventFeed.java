package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Tells what happens, also beside the stacks; and now and then that it goes on. */
public final class EventFeed {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Console console;
  private final Supplier<List<Event>> beside;
  private long told = System.nanoTime();
  private final long begun = System.nanoTime();

  /**
   * EventFeed for somebody.
   *
   * @param beside what has happened elsewhere since it was last asked
   */
  public EventFeed(Console console, Supplier<List<Event>> beside) {
    this.console = console;
    this.beside = beside;
  }

  /** Tells these, and what happened beside them. */
  public void tell(List<Event> events) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(beside.get());
    all.sort(Comparator.comparing(Event::time, Comparator.<Instant>naturalOrder()));
    all.forEach(event -> console.event(event.time(), event.text()));
    long now = System.nanoTime();
    if (!all.isEmpty()) {
      told = now;
    } else if (now - told > SILENCE.toNanos()) {
      told = now;
      console.patience(Duration.ofNanos(now - begun));
    }
  }
}
