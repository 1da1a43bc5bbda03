package io.runnerbean.cli;

import io.runnerbean.engine.deadletter.Redrive.Settled;
import io.runnerbean.engine.ledger.DeadLetter;
import io.runnerbean.engine.ledger.FailedAttempt;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** Dead letters for the terminal. */
final class DeadLetterText {

  private DeadLetterText() {}

  static TextTable table(List<DeadLetter> letters) {
    return new TextTable(
        List.of("run", "type", "attempts", "died (UTC)", "in SQS", "reason"),
        letters.stream().map(DeadLetterText::row).toList());
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
    out.printf("run        %s%n", letter.run().runId());
    out.printf("type       %s%n", letter.run().jobType());
    out.printf("died       %s%n", CellText.time(letter.diedAt()));
    out.printf("reason     %s%n", letter.reason());
    out.printf("message    %s%n", letter.run().delivery().messageId());
    out.printf("in SQS     %s%n", inSqs(letter));
    out.printf("payload    %s%n%n", letter.run().payload());
    attempts.print(out);
    return ExitCode.OK;
  }

  static Told of(Settled settled) {
    return switch (settled) {
      case Settled.Redriven(UUID run) -> Told.done("runs again, as " + run);
      case Settled.AlreadyRedriven(UUID run) ->
          Told.done("was brought back by SQS, as %s; it does not run again".formatted(run));
      case Settled.Running() ->
          Told.not("runs right now: SQS has brought it back. Ask again when it ended");
      case Settled.Discarded() -> Told.done("is forgotten");
      case Settled.Unknown() ->
          Told.not("is no dead letter: './runnerbean dead-letters list' shows those that are");
    };
  }

  private static List<String> row(DeadLetter letter) {
    return List.of(
        letter.run().runId().toString(),
        letter.run().jobType(),
        String.valueOf(letter.run().attempt()),
        CellText.time(letter.diedAt()),
        inSqs(letter),
        CellText.line(letter.reason()));
  }

  private static String inSqs(DeadLetter letter) {
    UUID redriven = letter.redrivenBy();
    if (redriven != null) {
      return "redriven, as " + redriven;
    }
    Instant relayed = letter.relayedAt();
    return relayed == null ? "no" : "since " + CellText.time(relayed);
  }
}
