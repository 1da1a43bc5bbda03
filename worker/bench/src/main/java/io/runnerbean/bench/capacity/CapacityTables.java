package io.runnerbean.bench.capacity;

import io.runnerbean.bench.recorded.RecordedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of docs/capacity.md, in Markdown. */
public record CapacityTables(RecordedResults results) {

  private static final double[] SECONDS = {0, 0.1, 1, 10};

  /** Returns the lines of all tables, after a line with the source of their figures. */
  public List<String> lines() {
    Costs costs = Costs.in(results);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "From %s: a short job takes %.0f µs of CPU in the worker, %.0f µs in the daemon and %.0f µs in PostgreSQL.",
            costs.source(), costs.worker(), costs.daemon(), costs.database()));
    JobRate.all().forEach(rate -> lines.addAll(requirements(rate, costs)));
    lines.addAll(traffic());
    return lines;
  }

  private static List<String> requirements(JobRate rate, Costs costs) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "",
                line("**%s**: %,.0f a second at the peak", rate.name(), rate.peak()),
                "",
                "| a job waits for | instances | bound by | vCPU of the database | database connections | in flight | first limit |",
                "|---|---|---|---|---|---|---|"));
    for (double seconds : SECONDS) {
      lines.add(row(new Requirement(rate, seconds, costs)));
    }
    return lines;
  }

  private static String row(Requirement requirement) {
    return line(
        "| %s | %,d | %s | %,d | %,d | %,d | %s |",
        requirement.seconds() == 0 ? "nothing" : line("%s s", text(requirement.seconds())),
        requirement.instances(),
        requirement.isBoundByConnections() ? "connections" : "CPU",
        requirement.databaseVcpus(),
        requirement.databaseConnections(),
        requirement.inFlight(),
        requirement.firstLimit());
  }

  private static List<String> traffic() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "",
                "**Traffic in a month**",
                "",
                "| load | requests to SQS, sent one by one | sent ten at once | GB | by NAT | by an SQS endpoint |",
                "|---|---|---|---|---|---|"));
    JobRate.all().forEach(rate -> lines.add(traffic(rate)));
    return lines;
  }

  private static String traffic(JobRate rate) {
    Traffic single = new Traffic(rate, Traffic.ONE_BY_ONE);
    Traffic batched = new Traffic(rate, Traffic.IN_BATCHES);
    return line(
        "| %s | %,.0f million, %,.0f USD | %,.0f million, %,.0f USD | %,.0f | %,.0f USD | %,.0f USD |",
        rate.name(),
        single.requests() / 1e6,
        single.requestsUsd(),
        batched.requests() / 1e6,
        batched.requestsUsd(),
        single.gigabytes(),
        single.natUsd(),
        single.endpointUsd());
  }

  private static String text(double seconds) {
    return seconds < 1 ? String.valueOf(seconds) : String.valueOf((int) seconds);
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
