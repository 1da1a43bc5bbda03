package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.audit.Audit;
import io.runnerbean.chaos.fault.FaultKind;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.TargetProcess;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.process.TcpProxy.Passing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Two workers, two daemons, the database and the queues, and the faults that they can have. */
public final class Cluster {

  private static final String SCHEDULE =
      "version: 1\ncron: [{name: tick, url: /job/run/Tick, schedule: \"* * * * *\"}]\n";

  private final ProcessCommands setup;
  private final Optional<RamDisk> disk;
  private final ChaosDatabase database;
  private final ChaosQueues queues;
  private final WorkerInstance first;
  private final WorkerInstance second;

  private Cluster(
      ProcessCommands setup,
      Optional<RamDisk> disk,
      ChaosDatabase database,
      ChaosQueues queues,
      WorkerInstance first,
      WorkerInstance second) {
    this.setup = setup;
    this.disk = disk;
    this.database = database;
    this.queues = queues;
    this.first = first;
    this.second = second;
  }

  /**
   * Starts everything.
   *
   * @param folder an empty folder
   * @param daemonLines receives each line that a daemon prints
   * @param watcher is notified when a process starts and when it is ready
   */
  public static Cluster start(
      Path folder,
      FaultPlan plan,
      Consumer<String> daemonLines,
      Watcher watcher,
      ShutdownHook running)
      throws IOException, SQLException {
    Optional<RamDisk> disk = RamDisk.mount(disk(folder), "1g");
    disk.ifPresent(running::add);
    ChaosDatabase database = running.add(ChaosDatabase.start(postgres(folder)));
    ChaosQueues queues = running.add(ChaosQueues.start());
    Path cron = Files.writeString(folder.resolve("cron.yaml"), SCHEDULE);
    ProcessCommands setup = new ProcessCommands(folder, database.environment(), queues, cron, plan);
    return new Cluster(
        setup,
        disk,
        database,
        queues,
        running.add(
            WorkerInstance.start(
                setup,
                TargetProcess.FIRST_WORKER,
                TargetProcess.FIRST_DAEMON,
                daemonLines,
                watcher)),
        running.add(
            WorkerInstance.start(
                setup,
                TargetProcess.SECOND_WORKER,
                TargetProcess.SECOND_DAEMON,
                daemonLines,
                watcher)));
  }

  /** Stops and unmounts what a killed run has left in this folder. */
  public static void cleanUp(Path folder) throws IOException {
    PostgresServer.stopOrphan(postgres(folder));
    RamDisk.unmount(disk(folder));
  }

  public ChaosDatabase database() {
    return database;
  }

  public ChaosQueues queues() {
    return queues;
  }

  /** Whether this machine can make the fault. */
  public boolean supports(FaultKind kind) {
    return kind != FaultKind.DISK_FULL || disk.isPresent();
  }

  /** Whether no work is left; false also while the database is unavailable. */
  public boolean isQuiet() {
    try (Connection connection = database.connect()) {
      return queues.isEmpty() && new Audit(connection).isQuiet();
    } catch (SQLException away) {
      return false;
    }
  }

  /** Stops all processes by SIGTERM. They start again. */
  public void stopAll() {
    for (TargetProcess target : TargetProcess.values()) {
      process(target).stop();
    }
  }

  /** The process of this name. */
  public SupervisedProcess process(TargetProcess target) {
    return switch (target) {
      case FIRST_WORKER -> first.worker();
      case FIRST_DAEMON -> first.daemon();
      case SECOND_WORKER -> second.worker();
      case SECOND_DAEMON -> second.daemon();
    };
  }

  /** The file of the work that a process began and ended after this start. */
  public Path workLog(TargetProcess target, int start) {
    return setup.workLog(target, start);
  }

  /** Begins a fault. */
  public void begin(FaultKind kind) throws IOException, SQLException {
    switch (kind) {
      case DATABASE_STOPPED -> database.stop();
      case DATABASE_KILLED -> database.kill();
      case CONNECTIONS_CUT -> database.terminateConnections();
      case DATABASE_SILENT -> database.proxy().pass(Passing.BLACKHOLE);
      case DATABASE_READ_ONLY -> database.readOnly(true);
      case DISK_FULL -> disk.orElseThrow().fill();
      case QUEUE_CUT_OFF -> queues.proxy().pass(Passing.CLOSED);
      case QUEUE_SILENT -> queues.proxy().pass(Passing.BLACKHOLE);
      case WORKERS_QUEUE_SILENT -> queues.workersProxy().pass(Passing.BLACKHOLE);
      case ANSWERS_LOST -> answer(Passing.REQUESTS);
      case PACKETS_LOST -> everywhere(Passing.LOSSY);
      case POOL_EXHAUSTED ->
          database.beginIdleTransaction("lock table effect_total in exclusive mode");
      case TRANSACTION_LEFT_IDLE ->
          database.beginIdleTransaction(
              "select pg_current_xact_id(), count(*) from runnerbean.job_queue");
    }
  }

  /** Ends a fault. */
  public void end(FaultKind kind) throws IOException, SQLException {
    switch (kind) {
      case DATABASE_STOPPED, DATABASE_KILLED -> database.startIfStopped();
      case CONNECTIONS_CUT -> database.terminateConnections();
      case DATABASE_SILENT -> database.proxy().pass(Passing.ALL);
      case DATABASE_READ_ONLY -> database.readOnly(false);
      case DISK_FULL -> {
        disk.orElseThrow().free();
        database.startIfStopped();
      }
      case QUEUE_CUT_OFF, QUEUE_SILENT -> queues.proxy().pass(Passing.ALL);
      case WORKERS_QUEUE_SILENT -> queues.workersProxy().pass(Passing.ALL);
      case ANSWERS_LOST -> answer(Passing.ALL);
      case PACKETS_LOST -> everywhere(Passing.ALL);
      case POOL_EXHAUSTED, TRANSACTION_LEFT_IDLE -> database.endIdleTransaction();
    }
  }

  private static Path disk(Path folder) {
    return folder.resolve("disk");
  }

  private static Path postgres(Path folder) {
    return disk(folder).resolve("postgres");
  }

  private void everywhere(Passing what) throws IOException {
    database.proxy().pass(what);
    queues.proxy().pass(what);
    queues.workersProxy().pass(what);
    answer(what);
  }

  private void answer(Passing what) throws IOException {
    first.front().pass(what);
    second.front().pass(what);
  }
}
