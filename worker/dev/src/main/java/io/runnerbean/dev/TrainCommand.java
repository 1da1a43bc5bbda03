package io.runnerbean.dev;

import io.runnerbean.bench.launch.AotTraining;
import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Creates the AOT cache that ships in the image. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Creates an AOT cache: runs the worker under load while its JVM records loaded classes and hot methods.",
    footer = {
      "",
      "The Dockerfile uses this command. A cache works only with the same JVM, jars and paths:",
      "java -XX:AOTCache=APP/runnerbean.aot @APP/java.options -jar APP/runnerbean.jar serve"
    })
final class TrainCommand implements Callable<Integer> {

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

  @Override
  public Integer call() throws Exception {
    Path cache = app.resolve("runnerbean.aot");
    System.out.printf("Training for %d s, with a temporary PostgreSQL and SQS …%n", seconds);
    train(cache);
    System.out.printf("%s  %d MB%n", cache, Files.size(cache) / 1_000_000);
    return ExitCode.OK;
  }

  private void train(Path cache) throws IOException, InterruptedException {
    HostLauncher launcher = new HostLauncher(java, app);
    Path folder = Files.createTempDirectory("training");
    try (PostgresServer postgres = PostgresServer.temporary();
        SqsServer sqs = SqsServer.temporary();
        SqsClient client = sqs.client()) {
      JvmProgram worker =
          new JvmProgram(
              "worker", launcher.worker(), environment(postgres, DevQueues.create(sqs, client)));
      new AotTraining(launcher, folder, Duration.ofSeconds(seconds)).train(worker, cache);
    }
  }

  /**
   * Includes a queue although no message is sent, because opening it is a large part of a start.
   */
  private static Map<String, String> environment(PostgresServer postgres, DevQueues queues) {
    Map<String, String> environment = postgres.database("runnerbean").environment();
    environment.putAll(queues.environment());
    environment.put("RUNNERBEAN_HOST", "127.0.0.1");
    environment.put("RUNNERBEAN_PORT", "0");
    return environment;
  }
}
