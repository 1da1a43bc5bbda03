package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The progress and the last log lines that a job reports during an attempt. */
final class CapturedOutput {

  private static final int LINES = 100;
  private static final int LINE = 500;

  private final Deque<String> lines = new ArrayDeque<>(1);
  private int dropped;
  private volatile @Nullable Progress progress;

  void progress(Progress now) {
    progress = now;
  }

  @Nullable Progress progress() {
    return progress;
  }

  /** Adds a line. Beyond the limit it replaces the oldest. */
  synchronized void line(String line) {
    lines.add(line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…");
    if (lines.size() > LINES) {
      lines.remove();
      dropped++;
    }
  }

  /** The log lines; null if there are none. */
  synchronized @Nullable String log() {
    if (lines.isEmpty()) {
      return null;
    }
    String text = String.join("\n", lines);
    return dropped == 0 ? text : "… " + dropped + " earlier lines omitted\n" + text;
  }
}
