package io.runnerbean.dev;

import io.runnerbean.cli.ShutdownHook;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Starts dev mode. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description =
        "Runs SQS, PostgreSQL, the worker and the daemon on this machine, without an AWS account.",
    footer = {"", "Data stays in .runnerbean/ after a stop. Stop with Ctrl-C."})
final class DevCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "the worker's port; 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--postgres-port",
      defaultValue = "54320",
      description = "PostgreSQL's port; 0 for a free one (default: ${DEFAULT-VALUE})")
  private int postgresPort;

  @Option(
      names = "--sqs-port",
      defaultValue = "9324",
      description = "the port of SQS; 0 for a free one (default: ${DEFAULT-VALUE})")
  private int sqsPort;

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean",
      description = "the folder for data (default: .runnerbean)")
  private Path data = Path.of(".runnerbean");

  @Option(
      names = "--cron-file",
      paramLabel = "FILE",
      description = "the cron.yaml to use (default: one that runs CronJob every minute)")
  private @Nullable Path cronFile;

  @Option(names = "--fresh", description = "delete all data first")
  private boolean fresh;

  @Option(
      names = "--smoke",
      description = "run one job from SQS, one by POST and one by cron, print their rows, and stop")
  private boolean smoke;

  @Override
  public Integer call() throws Exception {
    try (ShutdownHook running = ShutdownHook.install()) {
      DevFolder folder = running.add(DevFolder.claim(data));
      if (fresh) {
        folder.data().deleteData();
      }
      DevMode dev =
          DevMode.start(
              folder,
              new DevPorts(port, postgresPort, sqsPort),
              DevSchedules.read(cronFile),
              running);
      run(dev, running);
    }
    return ExitCode.OK;
  }

  private void run(DevMode dev, ShutdownHook running) throws Exception {
    if (smoke) {
      new Smoke(dev).run(System.out);
    } else {
      new Welcome(dev).print(System.out);
      running.await();
    }
  }
}
