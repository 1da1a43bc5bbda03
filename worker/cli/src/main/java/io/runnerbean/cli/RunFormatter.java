package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunRetrier;
import io.runnerbean.engine.admin.RunView;
import io.runnerbean.engine.store.FailedAttempt;
import io.runnerbean.engine.store.Progress;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Formats runs for the terminal. */
final class RunFormatter {

  static final String NOT_FOUND =
      "was not found: it does not exist or is no longer kept; './runnerbean runs list' shows the kept runs";

  private RunFormatter() {}

  static void print(RunPage page, Set<String> paused, PrintStream out) {
    new TextTable(
            List.of("run", "type", "state", "attempt", "time (UTC)", "worker", "detail"),
            page.runs().stream().map(RunFormatter::row).toList())
        .print(out);
    if (page.next() != null) {
      out.printf("more: --before %s%n", page.next());
    }
    if (!paused.isEmpty()) {
      out.printf("paused: %s%n", String.join(", ", new TreeSet<>(paused)));
    }
  }

  static void print(RunDetails details, PrintStream out) {
    RunView run = details.run();
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
    line(out, "repeats", details.kept().origin());
    line(
        out,
        "repeated",
        details.kept().successor() == null ? null : "as " + details.kept().successor());
    line(out, "payload", details.kept().payload());
    line(out, "result", details.kept().result());
    block(out, "log", details.kept().log());
    for (FailedAttempt attempt : details.failedAttempts()) {
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

  static CommandResult of(RunRetrier.Result result) {
    return switch (result) {
      case RunRetrier.Result.DueNow() -> CommandResult.done("is due now");
      case RunRetrier.Result.Retried(UUID run) -> CommandResult.done("retried as run " + run);
      case RunRetrier.Result.AlreadyRetried(UUID run) ->
          CommandResult.done(
              "was already retried as run %s; it was not retried again".formatted(run));
      case RunRetrier.Result.Running() ->
          CommandResult.notDone("is running; retry it when it has ended");
      case RunRetrier.Result.Succeeded() ->
          CommandResult.notDone(
              "has succeeded and cannot be retried; './runnerbean send' sends a new message");
      case RunRetrier.Result.NoPayload() ->
          CommandResult.notDone(
              "cannot be retried: its payload was not kept (RUNNERBEAN_HISTORY_PAYLOADS)");
      case RunRetrier.Result.NoType() -> CommandResult.notDone(DeadLetterFormatter.NO_TYPE);
      case RunRetrier.Result.NotFound() -> CommandResult.notDone(NOT_FOUND);
    };
  }

  private static List<String> row(RunView run) {
    return List.of(
        run.runId().toString(),
        run.jobType(),
        run.state(),
        String.valueOf(run.attempt()),
        time(run.times()),
        run.worker() == null ? "" : run.worker(),
        CellText.line(detail(run)));
  }

  private static String time(RunView.Times times) {
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

  private static String detail(RunView run) {
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
