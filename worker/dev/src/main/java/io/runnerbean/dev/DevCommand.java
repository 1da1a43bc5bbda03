package io.runnerbean.dev;

import io.runnerbean.cli.ShutdownHook;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs everything here. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description =
        "Runs a queue, a database, the worker and the daemon on this machine, without an account.",
    footer = {"", "Data is kept in .runnerbean/ from one start to the next. Stop with Ctrl-C."})
final class DevCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "the worker's port; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--postgres-port",
      defaultValue = "54320",
      description = "PostgreSQL's port (default: ${DEFAULT-VALUE})")
  private int postgresPort;

  @Option(
      names = "--sqs-port",
      defaultValue = "9324",
      description = "the port of SQS (default: ${DEFAULT-VALUE})")
  private int sqsPort;

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean",
      description = "where data is kept (default: .runnerbean)")
  private Path data = Path.of(".runnerbean");

  @Option(
      names = "--cron-file",
      paramLabel = "FILE",
      description = "a cron.yaml to keep (default: one that runs CronJob every minute)")
  private @Nullable Path cronFile;

  @Option(names = "--fresh", description = "forget all data first")
  private boolean fresh;

  @Option(names = "--smoke", description = "send one job, print its row, and stop")
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
      use(dev, running);
    }
    return ExitCode.OK;
  }

  private void use(DevMode dev, ShutdownHook running) throws Exception {
    if (smoke) {
      new Smoke(dev).run(System.out);
    } else {
      new Welcome(dev).print(System.out);
      running.await();
    }
  }
}
