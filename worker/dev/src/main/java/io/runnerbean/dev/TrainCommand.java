package io.runnerbean.dev;

import io.runnerbean.bench.launch.AotTraining;
import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.JobSender;
import io.runnerbean.engine.sqs.SendResult;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Creates the AOT cache that ships in the image. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Creates an AOT cache: runs the worker under load while its JVM records loaded classes and hot methods. The worker takes jobs over HTTP, and polls others from SQS.",
    footer = {
      "",
      "The Dockerfile uses this command. A cache works only with the same JVM, jars and paths:",
      "java -XX:AOTCache=APP/runnerbean.aot @APP/java.options -jar APP/runnerbean.jar serve",
      "",
      "The bundle has a list of classes, from which the instance makes its cache.",
      "Make the list anew after an upgrade:",
      "./runnerbean train --java \"$(cat target/jdk-home)/bin/java\" \\",
      "  --app target/runnerbean-*/app --classes worker/cli/src/main/dist/app/classes"
    })
final class TrainCommand implements Callable<Integer> {

  /** Enough to make the calls of SQS hot. */
  private static final int MESSAGES = 2_000;

  @Option(names = "--java", required = true, description = "the java command of the JVM to train")
  private Path java = Path.of("java");

  @Option(
      names = "--app",
      required = true,
      description = "the folder of the application; the cache is its runnerbean.aot")
  private Path app = Path.of(".");

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "how long the worker runs under load (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description = "list the loaded classes in this file, and create no cache")
  private @Nullable Path classes;

  @Override
  public Integer call() throws Exception {
    System.out.printf("Training for %d s, with a temporary PostgreSQL and SQS …%n", seconds);
    train();
    return ExitCode.OK;
  }

  private void train() throws IOException, InterruptedException {
    HostLauncher launcher = new HostLauncher(java, app);
    Path folder = Files.createTempDirectory("training");
    try (PostgresServer postgres = PostgresServer.temporary();
        SqsServer sqs = SqsServer.temporary();
        SqsClient client = sqs.client()) {
      DevQueues queues = DevQueues.create(sqs, client);
      send(queues);
      JvmProgram worker =
          new JvmProgram("worker", launcher.worker(), environment(postgres, queues));
      AotTraining training = new AotTraining(launcher, folder, Duration.ofSeconds(seconds));
      if (classes == null) {
        createCache(training, worker);
      } else {
        listClasses(training, worker, folder.resolve("loaded"), classes);
      }
    }
  }

  private void createCache(AotTraining training, JvmProgram worker)
      throws IOException, InterruptedException {
    Path cache = app.resolve("runnerbean.aot");
    training.train(worker, cache);
    System.out.printf("%s  %d MB%n", cache, Files.size(cache) / 1_000_000);
  }

  private static void listClasses(
      AotTraining training, JvmProgram worker, Path loaded, Path classes)
      throws IOException, InterruptedException {
    training.run(worker.with("-XX:DumpLoadedClassList=" + loaded));
    List<String> names = ClassList.names(Files.readAllLines(loaded));
    Files.write(classes, names);
    System.out.printf("%s  %d classes%n", classes, names.size());
  }

  /** The worker takes these messages itself, while others are delivered to it. */
  private static void send(DevQueues queues) {
    List<JobMessage> messages =
        Stream.generate(() -> JobMessage.of("InsertJob", "{\"data\":\"training\"}"))
            .limit(MESSAGES)
            .toList();
    try (JobSender sender = JobSender.open(queues.config())) {
      for (SendResult result : sender.send(messages, 0)) {
        if (result instanceof SendResult.NotConfirmed(String reason)) {
          throw new IllegalStateException("SQS did not take a message: " + reason);
        }
      }
    }
  }

  private static Map<String, String> environment(PostgresServer postgres, DevQueues queues) {
    Map<String, String> environment = postgres.database("runnerbean").environment();
    environment.putAll(queues.environment());
    environment.put("RUNNERBEAN_POLL", queues.jobs());
    environment.put("RUNNERBEAN_HOST", "127.0.0.1");
    environment.put("RUNNERBEAN_PORT", "0");
    return environment;
  }
}
