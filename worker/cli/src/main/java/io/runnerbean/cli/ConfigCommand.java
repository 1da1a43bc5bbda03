package io.runnerbean.cli;

import io.runnerbean.config.Setting;
import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.WorkerConfig;
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
    SettingsReader settings = new SettingsReader(System.getenv());
    WorkerConfig.from(settings);
    Logging.check(settings);
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
