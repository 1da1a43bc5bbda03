package io.runnerbean.image;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The unpacked bundle of the build. */
record Bundle(Path folder) {

  static Bundle built() {
    try (DirectoryStream<Path> bundles =
        Files.newDirectoryStream(Path.of("..", "..", "target"), "runnerbean-*")) {
      for (Path bundle : bundles) {
        if (Files.isDirectory(bundle)) {
          return new Bundle(bundle.toAbsolutePath().normalize());
        }
      }
      throw new IllegalStateException("there is no bundle; 'mvn package' builds it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path platform() {
    return folder.resolve(".platform");
  }

  /** The environment that Elastic Beanstalk gives the worker. */
  Map<String, String> environment() {
    return options("aws:elasticbeanstalk:application:environment");
  }

  /** The settings of Elastic Beanstalk's daemon as flags of sqsd: HttpPath is --http-path. */
  List<String> daemonFlags() {
    return options("aws:elasticbeanstalk:sqsd").entrySet().stream()
        .map(option -> "--%s=%s".formatted(flag(option.getKey()), option.getValue()))
        .toList();
  }

  Map<String, String> options(String namespace) {
    try {
      String text = Files.readString(folder.resolve(".ebextensions/sqsd.config"));
      Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
      Map<?, ?> namespaces = (Map<?, ?>) requireNonNull(file.get("option_settings"));
      Map<?, ?> options = (Map<?, ?>) requireNonNull(namespaces.get(namespace), namespace);
      return options.entrySet().stream()
          .collect(
              Collectors.toMap(
                  option -> String.valueOf(option.getKey()),
                  option -> String.valueOf(option.getValue())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String flag(String option) {
    return option.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
