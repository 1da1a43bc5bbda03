package io.runnerbean.cli;

import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.config.Setting;
import io.runnerbean.engine.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Shows the worker's settings. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Shows the worker's effective settings with secrets masked, and lists every invalid setting.")
final class ConfigCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Settings settings = new Settings(System.getenv());
    WorkerConfig.from(settings);
    new TextTable(
            List.of("setting", "value", "from"),
            settings.seen().stream().map(ConfigCommand::row).toList())
        .print(System.out);
    settings.check();
    return ExitCode.OK;
  }

  private static List<String> row(Setting setting) {
    return List.of(
        setting.key(), setting.value(), setting.source().name().toLowerCase(Locale.ROOT));
  }
}
