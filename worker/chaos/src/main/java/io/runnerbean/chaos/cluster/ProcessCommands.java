package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.TargetProcess;
import io.runnerbean.chaos.job.WorkerMain;
import io.runnerbean.cli.Main;
import io.runnerbean.testkit.SqsServer;
import io.runnerbean.testkit.process.Jvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The commands that start processes. Their timeouts are short, because a chaos run lasts only
 * minutes.
 *
 * @param folder for their logs
 * @param database the settings for the database
 * @param cron the file of schedules
 */
public record ProcessCommands(
    Path folder, Map<String, String> database, ChaosQueues queues, Path cron, FaultPlan plan) {

  /** The processes live for seconds, so optimised code would come too late. */
  private static final List<String> FLAGS =
      List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error");

  private static final String POOL = "4";

  /** In seconds. */
  private static final String VISIBILITY = "15";

  ProcessBuilder worker(TargetProcess target, int start) {
    Map<String, String> environment = sqs();
    environment.putAll(database);
    environment.put("RUNNERBEAN_HOST", "127.0.0.1");
    environment.put("RUNNERBEAN_PORT", "0");
    environment.put("RUNNERBEAN_POOL", POOL);
    environment.put("RUNNERBEAN_LEASE", "5");
    environment.put("RUNNERBEAN_DRAIN", "5");
    environment.put("RUNNERBEAN_HISTORY_PAYLOADS", "all");
    environment.put("RUNNERBEAN_DEAD_LETTER_QUEUE_URL", queues.deadLetters());
    environment.put("RUNNERBEAN_POLL", queues.jobs() + "," + queues.ordered());
    environment.put("RUNNERBEAN_POLL_VISIBILITY_TIMEOUT", VISIBILITY);
    environment.put("AWS_ENDPOINT_URL_SQS", queues.workersEndpoint().toString());
    String offset = String.valueOf(plan.clockError(target, start).toSeconds());
    return Jvm.of(
        flags(target, start),
        WorkerMain.class,
        environment,
        List.of(offset, workLog(target, start).toString()));
  }

  /** Takes messages of the standard queue and sends schedules, or takes those of the FIFO queue. */
  ProcessBuilder daemon(TargetProcess target, int start, URI app) {
    Map<String, String> environment = sqs();
    if (start % 2 == 1) {
      environment.put("SQSD_QUEUE_URL", queues.jobs());
      environment.put("SQSD_CRON_FILE", cron.toString());
    } else {
      environment.put("SQSD_QUEUE_URL", queues.ordered());
    }
    environment.put("SQSD_ENDPOINT_URL", queues.endpoint().toString());
    environment.put("SQSD_APP_URL", app.toString());
    environment.put("SQSD_HTTP_PATH", "/job/run");
    environment.put("SQSD_HEALTH_PATH", "/health/ready");
    environment.put("SQSD_HTTP_CONNECTIONS", POOL);
    environment.put("SQSD_INACTIVITY_TIMEOUT", "12");
    environment.put("SQSD_VISIBILITY_TIMEOUT", VISIBILITY);
    environment.put("SQSD_ERROR_VISIBILITY_TIMEOUT", "1");
    environment.put("SQSD_LONG_POLL", "1");
    environment.put("SQSD_DRAIN_TIMEOUT", "5");
    return Jvm.of(flags(target, start), Main.class, environment, List.of("sqsd"));
  }

  Path log(TargetProcess target) {
    return folder.resolve(word(target) + ".log");
  }

  /** The file of the work that this process began and ended. */
  Path workLog(TargetProcess target, int start) {
    return folder.resolve("%s-%d.diary".formatted(word(target), start));
  }

  /** The first start makes a class-data archive, so that later ones are fast enough to do work. */
  private List<String> flags(TargetProcess target, int start) {
    String archive = folder.resolve(word(target) + ".jsa").toString();
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add((start == 1 ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=") + archive);
    return flags;
  }

  private static String word(TargetProcess target) {
    return target.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> sqs() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_REGION", SqsServer.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "any");
    environment.put("AWS_SECRET_ACCESS_KEY", "any");
    return environment;
  }
}
