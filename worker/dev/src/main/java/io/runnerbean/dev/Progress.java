package io.runnerbean.dev;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Prints a line for each part that starts: its name, its address, and how long it took. */
final class Progress {

  private final PrintStream out;
  private final boolean terminal =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  private final long beganAt = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
    out.println("Runnerbean dev");
  }

  <T> T step(String part, Callable<T> start, Function<T, String> address) throws Exception {
    long begin = System.nanoTime();
    if (terminal) {
      out.printf("  %-11s starting…", part);
    }
    T started = start.call();
    out.printf(
        "%s  %-11s %-36s %s%n", terminal ? "\r" : "", part, address.apply(started), seconds(begin));
    return started;
  }

  void ready() {
    out.println("Ready in " + seconds(beganAt));
  }

  private static String seconds(long since) {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0);
  }
}
