package io.runnerbean.cli;

import io.runnerbean.engine.admin.PersonalDataEraser;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases personal data from stored runs and dead letters. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Erases personal data: every payload, result, log and message of runs and dead letters in which a text occurs.",
    footer = {
      "",
      "Example:  ./runnerbean runs erase ann@example.org          counts, and changes nothing",
      "          ./runnerbean runs erase ann@example.org --yes    erases",
      "",
      "That there were runs, and how they ended, stays. Dead letters that contain the text are deleted.",
      "Their copies in SQS, log files and your own tables are out of reach."
    })
final class EraseCommand implements Callable<Integer> {

  private static final int SHORTEST = 4;

  @Parameters(
      paramLabel = "TEXT",
      description = "the text, for example a mail address: at least 4 characters")
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
    PersonalDataEraser eraser = EnvironmentDatabase.administration().eraser(text);
    long rows = partitions(eraser);
    long letters = yes ? eraser.deleteLetters() : eraser.countLetters();
    System.out.printf(
        "%s: rows of runs and attempts %d, dead letters %d%n",
        yes ? "erased" : "found", rows, letters);
    return left(eraser.queued());
  }

  private long partitions(PersonalDataEraser eraser) throws SQLException {
    List<String> partitions = eraser.partitions();
    System.out.printf("Searching %d partitions%n", partitions.size());
    ProgressBar bar = ProgressBar.of(partitions.size(), System.out);
    long rows = 0;
    for (int i = 0; i < partitions.size(); i++) {
      String partition = partitions.get(i);
      rows += yes ? eraser.erase(partition) : eraser.count(partition);
      bar.show(i + 1);
    }
    bar.end();
    return rows;
  }

  private int left(List<UUID> queued) {
    if (!queued.isEmpty()) {
      System.out.printf(
          "%d queued runs contain it; cancel them, and erase again:%n", queued.size());
      queued.forEach(run -> System.out.println("  ./runnerbean runs cancel " + run));
    } else if (!yes) {
      System.out.println("nothing was changed; add --yes to erase");
    }
    return queued.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
