package io.runnerbean.deploy;

import io.runnerbean.deploy.console.DeployException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/** Finds bundles in {@code target} of the checkout, whose path the launcher sets. */
final class BundleLocator {

  private BundleLocator() {}

  /**
   * The bundle that was built last.
   *
   * @throws DeployException if there is none
   */
  static Path newest() {
    Path target = Path.of(System.getProperty("runnerbean.home", "."), "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("runnerbean-.*\\.zip"))
          .max(Comparator.comparing(BundleLocator::modified))
          .orElseThrow(() -> none(target));
    } catch (IOException e) {
      throw none(target);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeployException none(Path target) {
    return new DeployException(
        "No bundle in %s. Build one with './runnerbean bundle'.".formatted(target));
  }
}
