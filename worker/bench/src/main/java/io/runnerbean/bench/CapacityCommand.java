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

/** Reckons up docs/capacity.md from the figures that are kept. */
@Command(
    name = "capacity",
    mixinStandardHelpOptions = true,
    description =
        "Writes the tables of docs/capacity.md anew, from docs/benchmarks.csv: how many instances, how large a database.")
public final class CapacityCommand implements Callable<Integer> {

  private static final Pattern TABLES =
      Pattern.compile("(<!-- capacity -->\n).*(<!-- /capacity -->)", Pattern.DOTALL);

  @Option(names = "--check", description = "write nothing, and fail if the tables are old")
  private boolean check;

  @Override
  public Integer call() throws Exception {
    Path docs = Checkout.home().resolve("docs");
    Path file = docs.resolve("capacity.md");
    String now = Files.readString(file);
    String anew = anew(now, new CapacityTables(RecordedResults.in(docs.resolve("benchmarks.csv"))));
    if (check) {
      return tell(now.equals(anew));
    }
    Files.writeString(file, anew);
    System.out.println("Written to " + file.normalize());
    return ExitCode.OK;
  }

  private static Integer tell(boolean isUpToDate) {
    System.out.println(
        isUpToDate
            ? "docs/capacity.md is what the figures say"
            : "docs/capacity.md is not what docs/benchmarks.csv says; './runnerbean capacity' writes it anew");
    return isUpToDate ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String anew(String text, CapacityTables tables) {
    Matcher between = TABLES.matcher(text);
    if (!between.find()) {
      throw new IllegalStateException(
          "docs/capacity.md has lost its marks, <!-- capacity --> and <!-- /capacity -->.");
    }
    String body = String.join("\n", tables.lines()) + "\n";
    return between.replaceFirst("$1" + Matcher.quoteReplacement(body) + "$2");
  }
}
