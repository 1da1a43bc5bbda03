package io.runnerbean.bench;

import io.runnerbean.bench.capacity.CapacityTables;
import io.runnerbean.bench.recorded.RecordedResults;
import io.runnerbean.testkit.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Calculates docs/capacity.md from the recorded figures. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description =
        "Calculates the tables of docs/capacity.md from docs/benchmarks.csv: how many instances, how large a database.")
public final class CapacityCommand implements Callable<Integer> {

  private static final Pattern TABLES =
      Pattern.compile("(<!-- capacity -->\n).*(<!-- /capacity -->)", Pattern.DOTALL);

  @Option(
      names = "--check",
      description = "write nothing, and exit with 1 if the tables are out of date")
  private boolean check;

  @Override
  public Integer call() throws Exception {
    Path docs = Checkout.home().resolve("docs");
    Path file = docs.resolve("capacity.md");
    String current = Files.readString(file);
    String updated =
        update(current, new CapacityTables(RecordedResults.in(docs.resolve("benchmarks.csv"))));
    if (check) {
      return report(current.equals(updated));
    }
    Files.writeString(file, updated);
    System.out.println("Wrote " + file.normalize());
    return ExitCode.OK;
  }

  private static Integer report(boolean isUpToDate) {
    System.out.println(
        isUpToDate
            ? "docs/capacity.md is up to date"
            : "docs/capacity.md does not match docs/benchmarks.csv; './runnerbean capacity' updates it");
    return isUpToDate ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String update(String text, CapacityTables newTables) {
    Matcher tables = TABLES.matcher(text);
    if (!tables.find()) {
      throw new IllegalStateException(
          "docs/capacity.md lacks the markers <!-- capacity --> and <!-- /capacity -->.");
    }
    String body = String.join("\n", newTables.lines()) + "\n";
    return tables.replaceFirst("$1" + Matcher.quoteReplacement(body) + "$2");
  }
}
