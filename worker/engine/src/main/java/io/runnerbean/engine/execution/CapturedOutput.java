package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a job reports during an attempt: its progress, and the last lines of its log. */
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

  /** Adds a line; the oldest makes room for one too many. */
  synchronized void line(String line) {
    lines.add(line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…");
    if (lines.size() > LINES) {
      lines.remove();
      dropped++;
    }
  }

  /** What it has logged; null: nothing. */
  synchronized @Nullable String log() {
    if (lines.isEmpty()) {
      return null;
    }
    String text = String.join("\n", lines);
    return dropped == 0 ? text : "… " + dropped + " lines before\n" + text;
  }
}
