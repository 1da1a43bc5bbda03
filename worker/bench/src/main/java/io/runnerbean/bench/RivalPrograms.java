package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs that are compared. All have the same heap and collector, the same PostgreSQL, and as
 * many connections to it.
 *
 * @param launcher knows the built worker, and the {@code java} command
 * @param folder for the extracted applications of Spring
 */
record RivalPrograms(Path home, HostLauncher launcher, Path folder) {

  static final String LOAD = "load";
  static final String SQS = "SQS";
  static final String WORKER = "worker";
  static final String DAEMON = "daemon";

  private static final String HEAP = "-Xmx1g";

  /** The collector of the worker. On two cores it is the fastest for Spring, too. */
  private static final String COLLECTOR = "-XX:+UseParallelGC";

  /** What the image adds to an AOT cache. */
  private static final String IMAGE = "-XX:CompileThresholdScaling=4";

  private static final String POOL = "16";
  private static final int ANY_PORT = 0;

  /** The default of the daemon. */
  private static final int CONNECTIONS = 50;

  /** No job calls the service. */
  static final String NO_SERVICE = "http://127.0.0.1:1";

  private static final String TABLE =
      """
      create table if not exists job_server_data (id bigint primary key, data text not null);
      create sequence if not exists job_server_data_seq increment by 50
      """;

  /**
   * Builds the programs of the rivals, and extracts them: the JVM can keep classes in an AOT cache
   * only if they are not in a jar within a jar.
   *
   * @throws IllegalStateException if the build fails
   */
  void build() throws IOException, InterruptedException {
    System.out.println("Building the rivals; the first time this downloads about 60 MB");
    Path rivals = home.resolve("worker").resolve("bench").resolve("rivals");
    run(List.of("mvn", "-q", "-B", "-f", rivals.toString(), "package"));
    for (String name : List.of("spring-web", "spring-cloud-aws")) {
      Path jar = rivals.resolve(name).resolve("target").resolve(name + ".jar");
      run(
          List.of(
              launcher.java().toString(),
              "-Djarmode=tools",
              "-jar",
              jar.toString(),
              "extract",
              "--force",
              "--destination",
              folder.resolve(name).toString()));
    }
  }

  /** The worker as it ships. */
  JvmProgram worker(PostgresDatabase database, int port) {
    return new JvmProgram(WORKER, own("-jar", jar(), "serve"), workerSettings(database, port))
        .with(IMAGE);
  }

  /** The worker, which takes messages from SQS itself. */
  JvmProgram polling(PostgresDatabase database, SqsQueue queue) {
    Map<String, String> settings = workerSettings(database, ANY_PORT);
    settings.putAll(SqsServer.clientEnvironment());
    settings.put("AWS_ENDPOINT_URL_SQS", queue.endpoint().toString());
    settings.put("RUNNERBEAN_POLL", queue.url());
    return new JvmProgram(RivalGoal.POLLING, own("-jar", jar(), "serve"), settings).with(IMAGE);
  }

  /** The worker with the jobs of {@link RivalJobsMain}, which may call a service. */
  JvmProgram workerWithMoreJobs(String name, PostgresDatabase database, int port, URI service) {
    Map<String, String> settings = workerSettings(database, port);
    settings.put(RivalJobsMain.SERVICE, service.toString());
    return new JvmProgram(name, own("-cp", classPath(), RivalJobsMain.class.getName()), settings)
        .with(IMAGE);
  }

  JvmProgram daemon(SqsQueue queue, int appPort) {
    Map<String, String> settings = queue.environment(CONNECTIONS);
    settings.put("SQSD_APP_URL", url(appPort).toString());
    return new JvmProgram(DAEMON, own("-cp", classPath(), DaemonMain.class.getName()), settings)
        .with(IMAGE);
  }

  JvmProgram springWeb(String name, PostgresDatabase database, int port, URI service)
      throws SQLException {
    database.execute(TABLE);
    Map<String, String> settings = settings(database);
    settings.put("SERVER_PORT", String.valueOf(port));
    settings.put(RivalJobsMain.SERVICE, service.toString());
    return new JvmProgram(name, spring("spring-web"), settings);
  }

  JvmProgram springCloudAws(PostgresDatabase database, SqsQueue queue) throws SQLException {
    database.execute(TABLE);
    Map<String, String> settings = settings(database);
    settings.putAll(queue.environment(CONNECTIONS));
    settings.put(RivalJobsMain.SERVICE, NO_SERVICE);
    return new JvmProgram(RivalGoal.SPRING_SQS, spring("spring-cloud-aws"), settings);
  }

  /** Empties the tables that a round has written. */
  static void truncate(PostgresDatabase database) throws SQLException {
    database.execute(
        """
        truncate job_server_data;
        do $$ begin
          if to_regclass('runnerbean.run') is not null then truncate runnerbean.run; end if;
        end $$
        """);
  }

  /** Requires one row for each job. */
  static void requireRows(PostgresDatabase database, long jobs) throws SQLException {
    long rows = RowCounts.of(database, "job_server_data");
    if (rows != jobs) {
      throw new IllegalStateException("expected %d rows, found %d".formatted(jobs, rows));
    }
  }

  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A program of ours, with the options that it ships with. */
  private List<String> own(String... arguments) {
    return Stream.concat(Stream.of(HEAP, launcher.options()), Stream.of(arguments)).toList();
  }

  private List<String> spring(String name) {
    String jar = folder.resolve(name).resolve(name + ".jar").toString();
    return List.of(HEAP, COLLECTOR, "-jar", jar);
  }

  private static Map<String, String> workerSettings(PostgresDatabase database, int port) {
    Map<String, String> settings = settings(database);
    settings.put("RUNNERBEAN_HOST", "127.0.0.1");
    settings.put("RUNNERBEAN_PORT", String.valueOf(port));
    return settings;
  }

  private static Map<String, String> settings(PostgresDatabase database) {
    Map<String, String> settings = new LinkedHashMap<>(database.environment());
    settings.put("RUNNERBEAN_POOL", POOL);
    return settings;
  }

  private String classPath() {
    return BaselineServerMain.jar() + ":" + jar();
  }

  private String jar() {
    return launcher.app().resolve("runnerbean.jar").toString();
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("rivals-build.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(
          "'%s' ended with %d. Its output is in %s"
              .formatted(String.join(" ", command), status, log));
    }
  }
}
