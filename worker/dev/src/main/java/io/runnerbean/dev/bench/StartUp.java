package io.runnerbean.dev.bench;

import io.runnerbean.dev.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of a process to its first 200, next to that of a server that has the same
 * libraries and nothing of ours. Each has a migrated database.
 */
public record StartUp(Stage stage, Stage bareStage, Plan plan) {

  private static final String NAME = "start";

  /** Starts the servers in turns, and measures all but the first start of each, which migrates. */
  public List<Figure> measure(PrintStream out) throws IOException, InterruptedException {
    out.println("Start: from the start of the process to its first 200");
    worker();
    bare();
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int start = 1; start <= plan.starts(); start++) {
      ours.add(worker());
      bare.add(bare());
      out.printf(
          "  start    %2d of %d   worker %.2f s   bare %.2f s%n",
          start, plan.starts(), ours.getLast(), bare.getLast());
    }
    return figures(median(ours), median(bare));
  }

  private double worker() throws IOException, InterruptedException {
    return seconds(stage::worker);
  }

  private double bare() throws IOException, InterruptedException {
    return seconds(() -> bareStage.server("bare", BareMain.class));
  }

  private static List<Figure> figures(double ours, double bare) {
    return List.of(
        new Figure(NAME, "worker's first 200", ours, "s"),
        new Figure(NAME, "first 200 of bare Undertow, Hibernate and Flyway", bare, "s"),
        new Figure(NAME, "their share of the worker's", bare / ours, ""));
  }

  private static double seconds(Starting starting) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (ServerProcess server = starting.start()) {
      post(server.url());
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static void post(URI server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/job/run/InsertJob"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"data\":\"start\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the first answer was " + status);
      }
    }
  }

  private static double median(List<Double> seconds) {
    return Median.of(seconds.stream().mapToDouble(Double::doubleValue));
  }

  private interface Starting {

    ServerProcess start() throws IOException, InterruptedException;
  }
}
