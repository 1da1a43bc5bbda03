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
        "Erases personal data: every payload, result, log and error message of a run that contains a text.",
    footer = {
      "",
      "Example:  ./runnerbean runs erase ann@example.org          only counts",
      "          ./runnerbean runs erase ann@example.org --yes    erases",
      "",
      "The runs and their final states are kept. Dead letters that contain the text are",
      "deleted. Copies of dead letters in SQS, log files and your own tables are not",
      "changed."
    })
final class EraseCommand implements Callable<Integer> {

  private static final int MIN_LENGTH = 4;

  @Parameters(
      paramLabel = "TEXT",
      description = "the text, for example an email address: at least 4 characters")
  private String text = "";

  @Option(names = "--yes", description = "erase; without this option, only count")
  private boolean yes;

  @Override
  public Integer call() throws SQLException {
    if (text.strip().length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "the text is too short: it has %d characters and must have at least %d, so that it does not occur by chance"
              .formatted(text.strip().length(), MIN_LENGTH));
    }
    PersonalDataEraser eraser = EnvironmentDatabase.administration().eraser(text);
    long rows = searchPartitions(eraser);
    long letters = yes ? eraser.deleteLetters() : eraser.countLetters();
    System.out.printf(
        "%s: rows of runs and attempts %d, dead letters %d%n",
        yes ? "erased" : "found", rows, letters);
    return reportQueued(eraser.queued());
  }

  private long searchPartitions(PersonalDataEraser eraser) throws SQLException {
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

  private int reportQueued(List<UUID> queued) {
    if (!queued.isEmpty()) {
      System.out.printf(
          "%d queued runs contain the text and were not changed. Cancel them, then erase again:%n",
          queued.size());
      queued.forEach(run -> System.out.println("  ./runnerbean runs cancel " + run));
    } else if (!yes) {
      System.out.println("nothing was changed; add --yes to erase");
    }
    return queued.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
