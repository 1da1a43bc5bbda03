package io.runnerbean.cli;

import io.runnerbean.sqsd.Daemon;
import io.runnerbean.sqsd.DaemonConfig;
import io.runnerbean.sqsd.QueueClient;
import io.runnerbean.sqsd.settings.DaemonSetting;
import io.runnerbean.sqsd.settings.DaemonSettings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until SIGTERM or Ctrl-C. */
@Command(
    name = "sqsd",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = SqsdCommand.Flags.class,
    description =
        "Runs the daemon: receives messages from SQS, posts them to an app in any language, and deletes those answered with 200.",
    footer = {
      "",
      "Requests and settings are those of Elastic Beanstalk's daemon. Each setting may",
      "also be an environment variable, such as SQSD_QUEUE_URL for --queue-url. Times",
      "are in seconds. On SIGTERM, the daemon stops polling, hands back unposted",
      "messages, and waits for open POSTs. SQSD_RUN_KEY, which has no option, signs the",
      "POSTs: it is one of the worker's RUNNERBEAN_RUN_KEYS.",
      "",
      "Example: ./runnerbean sqsd --queue-url https://sqs.eu-west-1.amazonaws.com/123456789012/jobs \\",
      "           --app-url http://localhost:8080 --http-path /job/run"
    })
final class SqsdCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (ShutdownHook hook = ShutdownHook.install()) {
      DaemonConfig config = DaemonSettings.read(flags(), System.getenv());
      hook.add(Daemon.start(config, hook.add(QueueClient.open(config)), Clock.systemUTC()));
      System.out.println("Polling " + config.queue().url() + " for " + config.app().url());
      hook.await();
    }
    return ExitCode.OK;
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    for (DaemonSetting setting : DaemonSetting.values()) {
      OptionSpec option = spec.findOption("--" + setting.key());
      if (option != null && option.getValue() != null) {
        flags.put(setting.key(), option.getValue());
      }
    }
    return flags;
  }

  /** Adds a flag for each setting. */
  static final class Flags implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec command) {
      for (DaemonSetting setting : DaemonSetting.values()) {
        if (!setting.isSecret()) {
          command.addOption(
              OptionSpec.builder("--" + setting.key())
                  .type(String.class)
                  .paramLabel(setting.label())
                  .description(setting.help())
                  .build());
        }
      }
      return command;
    }
  }
}
