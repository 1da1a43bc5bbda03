package io.runnerbean.cli;

import io.runnerbean.engine.admin.PersonalDataEraser;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "          ./runnerbean runs erase --file texts --yes       one text per line",
      "",
      "Without TEXT the command asks for it, so that it is in no history of a shell.",
      "The text is found by what JSON means, however it is spelled. The runs and their",
      "final states are kept. Dead letters and unique keys that contain the text are",
      "deleted: the same work may then be queued again. Messages and copies of dead",
      "letters in SQS, log files, backups and your own tables are not searched."
    })
final class EraseCommand implements Callable<Integer> {

  private static final int MIN_LENGTH = 4;

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "the text, for example an email address: at least 4 characters")
  private @Nullable String text;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "a file with a text in each line, instead of TEXT; - is standard input")
  private @Nullable Path file;

  @Option(names = "--yes", description = "erase; without this option, only count")
  private boolean yes;

  @Override
  public Integer call() throws SQLException, IOException {
    List<String> texts = texts();
    int status = ExitCode.OK;
    for (String searched : texts) {
      if (texts.size() > 1) {
        System.out.printf("text %d of %d%n", texts.indexOf(searched) + 1, texts.size());
      }
      status = Math.max(status, erase(EnvironmentDatabase.administration().eraser(searched)));
    }
    if (!yes) {
      System.out.println("nothing was changed; add --yes to erase");
    }
    System.out.println("not searched: SQS, log files, backups, and the tables of your jobs");
    return status;
  }

  /** The texts, without spaces around them. */
  private List<String> texts() throws IOException {
    if (text != null && file != null) {
      throw new IllegalArgumentException("give a TEXT or a --file, not both");
    }
    List<String> texts =
        (text != null ? List.of(text) : file != null ? PayloadFile.lines(file) : List.of(typed()))
            .stream().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there is no text to search for");
    }
    for (String one : texts) {
      if (one.length() < MIN_LENGTH) {
        throw new IllegalArgumentException(
            "the text is too short: it has %d characters and must have at least %d, so that it does not occur by chance"
                .formatted(one.length(), MIN_LENGTH));
      }
    }
    return texts;
  }

  private static String typed() {
    Console console = Objects.requireNonNull(System.console()); // never null since JDK 22
    if (!console.isTerminal()) {
      throw new IllegalArgumentException("give the TEXT, or a --file with a text in each line");
    }
    return Objects.requireNonNullElse(console.readLine("Text to erase: "), "");
  }

  private int erase(PersonalDataEraser eraser) throws SQLException {
    Set<UUID> unfinished = eraser.unfinished(); // first: what ends meanwhile is found below
    long rows = searchPartitions(eraser);
    long letters = apply(eraser, eraser.letters());
    long keys = apply(eraser, eraser.keys());
    System.out.printf(
        "%s: rows of runs and attempts %d, dead letters %d, unique keys %d%n",
        yes ? "erased" : "found", rows, letters, keys);
    return report(unfinished);
  }

  private long apply(PersonalDataEraser eraser, PersonalDataEraser.Place place)
      throws SQLException {
    return yes ? eraser.erase(place) : eraser.count(place);
  }

  private long searchPartitions(PersonalDataEraser eraser) throws SQLException {
    List<PersonalDataEraser.Place> partitions = eraser.partitions();
    System.out.printf("Searching %d partitions%n", partitions.size());
    ProgressBar bar = ProgressBar.of(partitions.size(), System.out);
    long rows = 0;
    for (int i = 0; i < partitions.size(); i++) {
      rows += apply(eraser, partitions.get(i));
      bar.show(i + 1);
    }
    bar.end();
    return rows;
  }

  private static int report(Set<UUID> unfinished) {
    if (unfinished.isEmpty()) {
      return ExitCode.OK;
    }
    System.out.printf(
        "%d runs that have not ended contain the text and were not changed. Cancel them, then erase again:%n",
        unfinished.size());
    unfinished.forEach(run -> System.out.println("  ./runnerbean runs cancel " + run));
    return ExitCode.SOFTWARE;
  }
}
