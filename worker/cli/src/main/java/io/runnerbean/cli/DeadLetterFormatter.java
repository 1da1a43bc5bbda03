package io.runnerbean.cli;

import io.runnerbean.engine.admin.DeadLetterRedriver;
import io.runnerbean.engine.store.DeadLetter;
import io.runnerbean.engine.store.FailedAttempt;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** Formats dead letters for the terminal. */
final class DeadLetterFormatter {

  static final String NO_TYPE =
      "names no job type: send its payload with './runnerbean send TYPE PAYLOAD', then discard it";

  private DeadLetterFormatter() {}

  static TextTable table(List<DeadLetter> letters) {
    return new TextTable(
        List.of("run", "type", "attempts", "died (UTC)", "in SQS", "reason"),
        letters.stream().map(DeadLetterFormatter::row).toList());
  }

  static TextTable attempts(List<FailedAttempt> attempts) {
    return new TextTable(
        List.of("attempt", "ended (UTC)", "took", "worker", "error"),
        attempts.stream()
            .map(attempt ->
                List.of(
                    String.valueOf(attempt.attempt()),
                    CellText.time(attempt.finishedAt()),
                    attempt.took().toMillis() + " ms",
                    attempt.worker(),
                    CellText.line(attempt.kind() + ": " + attempt.message())))
            .toList());
  }

  static int print(DeadLetter letter, TextTable attempts, PrintStream out) {
    out.printf("run        %s%n", letter.run().id());
    out.printf("type       %s%n", letter.run().jobType());
    out.printf("died       %s%n", CellText.time(letter.diedAt()));
    out.printf("reason     %s%n", letter.reason());
    out.printf("message    %s%n", letter.run().source().messageId());
    out.printf("in SQS     %s%n", inSqs(letter));
    out.printf("payload    %s%n%n", letter.run().payload());
    attempts.print(out);
    return ExitCode.OK;
  }

  static CommandResult of(DeadLetterRedriver.Result result) {
    return switch (result) {
      case DeadLetterRedriver.Result.Redriven(UUID run) ->
          CommandResult.done("redriven as run " + run);
      case DeadLetterRedriver.Result.AlreadyRedriven(UUID run) ->
          CommandResult.done(
              "was already redriven as run %s; it was not redriven again".formatted(run));
      case DeadLetterRedriver.Result.Deleted() -> CommandResult.done("deleted");
      case DeadLetterRedriver.Result.NoType() -> CommandResult.notDone(NO_TYPE);
      case DeadLetterRedriver.Result.NotFound() ->
          CommandResult.notDone(
              "is not a dead letter; './runnerbean dead-letters list' shows all dead letters");
    };
  }

  private static List<String> row(DeadLetter letter) {
    return List.of(
        letter.run().id().toString(),
        letter.run().jobType(),
        String.valueOf(letter.run().attempt()),
        CellText.time(letter.diedAt()),
        inSqs(letter),
        CellText.line(letter.reason()));
  }

  private static String inSqs(DeadLetter letter) {
    if (letter.isRedriven()) {
      return "redriven as " + letter.redriveId();
    }
    Instant forwarded = letter.forwardedAt();
    return forwarded == null ? "no" : "since " + CellText.time(forwarded);
  }
}
