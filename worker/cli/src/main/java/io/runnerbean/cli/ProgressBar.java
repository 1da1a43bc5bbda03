package io.runnerbean.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Shows progress: on a terminal as a bar, elsewhere as a line for each tenth. */
final class ProgressBar {

  private static final int WIDTH = 40;

  private final int total;
  private final PrintStream out;
  private final boolean terminal;
  private int tenths;

  ProgressBar(int total, PrintStream out, boolean terminal) {
    this.total = total;
    this.out = out;
    this.terminal = terminal;
  }

  static ProgressBar of(int total, PrintStream out) {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new ProgressBar(total, out, terminal);
  }

  void show(int done) {
    if (terminal) {
      int filled = (int) ((long) WIDTH * done / total);
      out.printf("\r[%s%s] %d of %d", "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
    } else if (10L * done / total > tenths) {
      tenths = (int) (10L * done / total);
      out.printf("%d of %d%n", done, total);
    }
  }

  void end() {
    if (terminal) {
      out.println();
    }
  }
}
