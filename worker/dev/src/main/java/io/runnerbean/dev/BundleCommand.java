package io.runnerbean.dev;

import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Says where the bundle is that the build has made. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description =
        "Builds the zip that Elastic Beanstalk deploys, if it is out of date, and says where it is.",
    footer = {"", "'mvn package' builds it too. What to do with it: docs/ship.md"})
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
        "It is the source bundle of a worker environment on the Docker platform: docs/ship.md");
    return ExitCode.OK;
  }
}
