package io.runnerbean.dev;

import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Prints the path of the source bundle, which the build makes. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description =
        "Builds the source bundle for Elastic Beanstalk if it is out of date, and prints its path.",
    footer = {"", "'mvn package' builds it too. docs/ship.md shows how to deploy it."})
final class BundleCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Path target = Checkout.home().resolve("target");
    try (DirectoryStream<Path> zips = Files.newDirectoryStream(target, "runnerbean-*.zip")) {
      for (Path zip : zips) {
        System.out.printf("%s  %.1f MB%n", zip.normalize(), Files.size(zip) / 1e6);
      }
    }
    System.out.println(
        "This is a source bundle for a worker environment on the Docker platform; see docs/ship.md");
    return ExitCode.OK;
  }
}
