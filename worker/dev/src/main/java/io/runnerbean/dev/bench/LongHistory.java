package io.runnerbean.dev.bench;

import io.runnerbean.cli.Main;
import io.runnerbean.dev.bench.load.LoadProcess;
import io.runnerbean.dev.process.Jvm;
import io.runnerbean.dev.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hot path with many finished runs of the same day beside the hot path without any, in turns;
 * and how long a person waits for an answer about them, the start of the command included.
 *
 * @param empty has no history
 * @param full is given one
 */
public record LongHistory(Stage empty, Stage full, Plan plan) {

  private static final String NAME = "long history";

  /** The ratio, and the least that is good enough. */
  public static final Goal GOAL =
      new Goal(NAME, "ratio to an empty history", Goal.Bound.AT_LEAST, 0.9);

  private static final int CHUNK = 500_000;

  /** One in a hundred is dead; they are spread over this day. */
  private static final String FILL =
      """
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, receipt_key, started_at,
         finished_at, reason)
      select uuidv7(), 'Type' || n % 10, case when n % 100 = 0 then 'dead' else 'succeeded' end, 1,
        'host/' || n % 7, gen_random_uuid(), at, 'message/' || n, at, at,
        case when n % 100 = 0 then 'its last attempt, of 20, failed' end
      from (
        select n, now() - (now() - date_trunc('day', now(), 'UTC')) * random() as at
        from generate_series(1, ?) n) as runs
      """;

  private static final Map<String, List<String>> QUESTIONS =
      Map.of(
          "runs list", List.of("runs", "list"),
          "runs list --state dead", List.of("runs", "list", "--state", "dead"),
          "runs list --type", List.of("runs", "list", "--type", "Type3"),
          "runs list of a rare type", List.of("runs", "list", "--type", "InsertJob"),
          "dead-letters list", List.of("dead-letters", "list"));

  /** Measures. */
  public List<Figure> measure(PrintStream out) throws Exception {
    out.printf("Long history: %,d finished runs%n", plan.history());
    try (ServerProcess few = empty.server("empty", Main.class, "serve");
        ServerProcess many = full.server("full", Main.class, "serve")) {
      fill(out);
      List<Figure> figures = new ArrayList<>(questions());
      try (LoadProcess toFew = LoadProcess.http(few.url(), plan.connections());
          LoadProcess toMany = LoadProcess.http(many.url(), plan.connections())) {
        figures.addAll(
            fight(
                side("long history, over HTTP", full, many, toMany),
                side("empty history, over HTTP", empty, few, toFew),
                out));
      }
      return figures;
    }
  }

  private List<Figure> fight(Side ours, Side limit, PrintStream out) throws Exception {
    Duel _ = Duel.fight(ours, limit, plan.warmUp(), out);
    Duel duel = Duel.fight(ours, limit, plan.measured(), out);
    List<Figure> figures = new ArrayList<>(duel.figures());
    figures.add(GOAL.figure(duel.ratio()));
    return figures;
  }

  private Side side(String name, Stage stage, ServerProcess worker, LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("PostgreSQL", stage.postgres());
    return new Side(name, () -> load.run(plan.each()), processes, worker.process());
  }

  private void fill(PrintStream out) throws SQLException {
    try (Connection connection = full.database().connect();
        PreparedStatement insert = connection.prepareStatement(FILL);
        Statement vacuum = connection.createStatement()) {
      for (int rows = 0; rows < plan.history(); rows += CHUNK) {
        insert.setInt(1, Math.min(CHUNK, plan.history() - rows));
        insert.executeUpdate();
        out.printf("  %,d rows%n", Math.min(rows + CHUNK, plan.history()));
      }
      vacuum.execute("vacuum analyze runnerbean.job_run");
    }
  }

  private List<Figure> questions() throws IOException, SQLException {
    List<Figure> figures = new ArrayList<>();
    for (var question : QUESTIONS.entrySet()) {
      figures.add(new Figure(NAME, question.getKey(), ask(question.getValue()), "s"));
    }
    figures.add(new Figure(NAME, "runs show", ask(List.of("runs", "show", anyRun())), "s"));
    return figures;
  }

  private double ask(List<String> command) throws IOException {
    ProcessBuilder process =
        Jvm.of(List.of("-XX:TieredStopAtLevel=1"), Main.class, full.settings(), command);
    long start = System.nanoTime();
    int exit =
        process
            .redirectErrorStream(true)
            .redirectOutput(full.folder().resolve("question.log").toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IllegalStateException("%s failed: see question.log".formatted(command));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private String anyRun() throws SQLException {
    try (Connection connection = full.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select run_id from runnerbean.job_run limit 1")) {
      row.next();
      return row.getString(1);
    }
  }
}
