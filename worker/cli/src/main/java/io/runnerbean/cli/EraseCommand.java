package io.runnerbean.cli;

import io.runnerbean.engine.ledger.Erasure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a person from history. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Removes what history and dead letters keep of a person: every payload, result, log and message in which a text occurs.",
    footer = {
      "",
      "Example:  ./runnerbean runs erase ann@example.org          counts, and changes nothing",
      "          ./runnerbean runs erase ann@example.org --yes    erases",
      "",
      "That there were runs, and how they ended, stays. Dead letters that name the text are forgotten;",
      "copies of them in SQS are out of reach, and so are log files and your own tables."
    })
final class EraseCommand implements Callable<Integer> {

  private static final int SHORTEST = 4;

  @Parameters(
      paramLabel = "TEXT",
      description = "what names the person, for example a mail address: at least 4 characters")
  private String text = "";

  @Option(names = "--yes", description = "erase; without it, only count")
  private boolean yes;

  @Override
  public Integer call() throws SQLException {
    if (text.strip().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the text is too short: it would occur by chance. Take at least %d characters"
              .formatted(SHORTEST));
    }
    Erasure erasure = new Erasure(text);
    try (Connection connection = NamedDatabase.connect()) {
      long rows = history(erasure, connection);
      long letters = yes ? erasure.eraseLetters(connection) : erasure.countLetters(connection);
      System.out.printf(
          "%s: rows of history %d, dead letters %d%n", yes ? "erased" : "found", rows, letters);
      return left(erasure.inCustody(connection));
    }
  }

  private long history(Erasure erasure, Connection connection) throws SQLException {
    List<String> parts = erasure.parts(connection);
    System.out.printf("Looking through the %d parts of history%n", parts.size());
    ProgressBar bar = ProgressBar.of(parts.size(), System.out);
    long rows = 0;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      rows += yes ? erasure.erase(connection, part) : erasure.count(connection, part);
      bar.show(i + 1);
    }
    bar.end();
    return rows;
  }

  private int left(List<UUID> inCustody) {
    if (!inCustody.isEmpty()) {
      System.out.printf(
          "%d runs that name it still wait or run; cancel them, and erase again:%n",
          inCustody.size());
      inCustody.forEach(run -> System.out.println("  ./runnerbean runs cancel " + run));
    } else if (!yes) {
      System.out.println("nothing was changed; add --yes to erase");
    }
    return inCustody.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
