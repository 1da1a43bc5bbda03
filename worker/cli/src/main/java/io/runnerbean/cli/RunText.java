package io.runnerbean.cli;

import io.runnerbean.engine.control.Retry;
import io.runnerbean.engine.ledger.FailedAttempt;
import io.runnerbean.engine.ledger.Progress;
import io.runnerbean.engine.ledger.RunRow;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs for the terminal. */
final class RunText {

  static final String UNKNOWN =
      "is not known: it never was, or history has forgotten it. './runnerbean runs list' shows those that are";

  private RunText() {}

  static void print(RunPage page, Set<String> paused, PrintStream out) {
    new TextTable(
            List.of("run", "type", "state", "attempt", "when (UTC)", "worker", "what"),
            page.runs().stream().map(RunText::row).toList())
        .print(out);
    if (page.next() != null) {
      out.printf("more: --before %s%n", page.next());
    }
    if (!paused.isEmpty()) {
      out.printf("paused: %s%n", String.join(", ", new TreeSet<>(paused)));
    }
  }

  static void print(RunStory story, PrintStream out) {
    RunRow run = story.run();
    line(out, "run", run.runId());
    line(out, "type", run.jobType());
    line(out, "state", run.state());
    line(out, "attempt", run.attempt());
    line(out, "worker", run.worker());
    line(out, "due", run.times().dueAt());
    line(out, "started", run.times().startedAt());
    line(out, "ended", run.times().finishedAt());
    line(out, "reason", run.reason());
    line(out, "progress", run.progress() == null ? null : of(run.progress()));
    line(out, "payload", story.kept().payload());
    line(out, "result", story.kept().result());
    block(out, "log", story.kept().log());
    for (FailedAttempt attempt : story.failedAttempts()) {
      out.printf(
          "%nattempt %d failed at %s after %d ms, on %s%n  %s: %s%n",
          attempt.attempt(),
          CellText.time(attempt.finishedAt()),
          attempt.took().toMillis(),
          attempt.worker(),
          attempt.kind(),
          attempt.message());
      block(out, "  log", attempt.log());
    }
  }

  static Told of(Retry.Answer answer) {
    return switch (answer) {
      case Retry.Answer.Due() -> Told.done("is tried now");
      case Retry.Answer.Again(UUID run) -> Told.done("runs again, as " + run);
      case Retry.Answer.Already(UUID run) ->
          Told.done("was begun again before, as %s; it does not run once more".formatted(run));
      case Retry.Answer.Running() -> Told.not("is at work; ask again when it has ended");
      case Retry.Answer.Succeeded() ->
          Told.not("has succeeded: './runnerbean send' sends another message");
      case Retry.Answer.NoPayload() ->
          Told.not("cannot run again: history keeps no payloads (RUNNERBEAN_HISTORY_PAYLOADS)");
      case Retry.Answer.Unknown() -> Told.not(UNKNOWN);
    };
  }

  private static List<String> row(RunRow run) {
    return List.of(
        run.runId().toString(),
        run.jobType(),
        run.state(),
        String.valueOf(run.attempt()),
        when(run.times()),
        run.worker() == null ? "" : run.worker(),
        CellText.line(what(run)));
  }

  private static String when(RunRow.Times times) {
    Instant finished = times.finishedAt();
    Instant due = times.dueAt();
    Instant started = times.startedAt();
    if (finished != null) {
      return "ended " + CellText.time(finished);
    }
    if (due != null) {
      return "due " + CellText.time(due);
    }
    return started == null ? "" : "since " + CellText.time(started);
  }

  private static String what(RunRow run) {
    Progress progress = run.progress();
    if (progress != null) {
      return of(progress);
    }
    return run.reason() == null ? "" : run.reason();
  }

  private static String of(Progress progress) {
    return progress.total() == 0
        ? "%d, %s".formatted(progress.done(), progress.note())
        : "%d of %d, %s".formatted(progress.done(), progress.total(), progress.note());
  }

  private static void line(PrintStream out, String name, @Nullable Object value) {
    if (value != null) {
      out.printf("%-10s %s%n", name, value);
    }
  }

  private static void block(PrintStream out, String name, @Nullable String text) {
    if (text != null) {
      out.println(name);
      text.lines().forEach(line -> out.println("    " + line));
    }
  }
}
