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

/** All that is at work, and how it is got at. */
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
   * Starts all of it.
   *
   * @param folder an empty one
   * @param daemonLines is given each line that a daemon prints
   * @param watcher is told what becomes of the processes
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
    ProcessCommands setup =
        new ProcessCommands(folder, database.database().environment(), queues, cron, plan);
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

  /** Stops and unmounts what a run on this folder has left that was killed itself. */
  public static void abandon(Path folder) throws IOException {
    PostgresServer.stopOrphan(postgres(folder));
    RamDisk.unmount(disk(folder));
  }

  public ChaosDatabase database() {
    return database;
  }

  public ChaosQueues queues() {
    return queues;
  }

  /** Whether this can be done here. */
  public boolean can(FaultKind kind) {
    return kind != FaultKind.DISK_FULL || disk.isPresent();
  }

  /** Whether nobody has anything left to do; false also while the database is not there. */
  public boolean isQuiet() {
    try (Connection connection = database.connect()) {
      return queues.isEmpty() && new Audit(connection).isQuiet();
    } catch (SQLException away) {
      return false;
    }
  }

  /** Tells all processes to stop, so that they start anew. */
  public void stopAll() {
    for (TargetProcess target : TargetProcess.values()) {
      process(target).stop();
    }
  }

  /** Who this is. */
  public SupervisedProcess process(TargetProcess target) {
    return switch (target) {
      case FIRST_WORKER -> first.worker();
      case FIRST_DAEMON -> first.daemon();
      case SECOND_WORKER -> second.worker();
      case SECOND_DAEMON -> second.daemon();
    };
  }

  /** What this one wrote down of the work it had in hand, in its so manieth life. */
  public Path workLog(TargetProcess target, int start) {
    return setup.workLog(target, start);
  }

  /** Lets trouble begin. */
  public void begin(FaultKind kind) throws IOException, SQLException {
    switch (kind) {
      case DATABASE_STOPPED -> database.stop();
      case DATABASE_KILLED -> database.kill();
      case CONNECTIONS_CUT -> database.cut();
      case DATABASE_READ_ONLY -> database.readOnly(true);
      case DISK_FULL -> disk.orElseThrow().fill();
      case QUEUE_CUT_OFF -> queues.proxy().pass(Passing.NOTHING);
      case ANSWERS_LOST -> answer(Passing.REQUESTS);
      case POOL_EXHAUSTED -> database.hold("lock table effect_total in exclusive mode");
      case TRANSACTION_LEFT_IDLE ->
          database.hold("select pg_current_xact_id(), count(*) from runnerbean.job_queue");
    }
  }

  /** Lets it end. */
  public void end(FaultKind kind) throws IOException, SQLException {
    switch (kind) {
      case DATABASE_STOPPED, DATABASE_KILLED -> database.revive();
      case CONNECTIONS_CUT -> database.cut();
      case DATABASE_READ_ONLY -> database.readOnly(false);
      case DISK_FULL -> {
        disk.orElseThrow().relieve();
        database.revive();
      }
      case QUEUE_CUT_OFF -> queues.proxy().pass(Passing.ALL);
      case ANSWERS_LOST -> answer(Passing.ALL);
      case POOL_EXHAUSTED, TRANSACTION_LEFT_IDLE -> database.release();
    }
  }

  private static Path disk(Path folder) {
    return folder.resolve("disk");
  }

  private static Path postgres(Path folder) {
    return disk(folder).resolve("postgres");
  }

  private void answer(Passing what) throws IOException {
    first.front().pass(what);
    second.front().pass(what);
  }
}
