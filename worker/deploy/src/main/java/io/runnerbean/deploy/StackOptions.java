package io.runnerbean.deploy;

import io.runnerbean.deploy.console.DeployException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Which deployment, and where. */
final class StackOptions {

  /** It becomes a part of names of queues, environments and databases. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final int LONGEST = 24;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--stack",
      required = true,
      paramLabel = "NAME",
      description =
          "its name; the stacks are NAME-network, NAME-data, NAME-worker, NAME-observability")
  private String name = "";

  @Option(names = "--region", description = "the region (default: as the AWS CLI finds it)")
  private @Nullable String region;

  @Option(
      names = "--templates",
      defaultValue = "${sys:runnerbean.home:-.}/cloudformation",
      description = "the templates (default: cloudformation/)")
  private Path templates = Path.of("cloudformation");

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description =
          "a parameter of a template, such as MaxInstances=20; what is not set stays as it is")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--yes", description = "agree to everything beforehand")
  private boolean agrees;

  /**
   * Its name.
   *
   * @throws DeployException if it cannot be a name
   */
  String name() {
    if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
      throw new DeployException(
          "--stack is \"%s\": it must be lower-case letters, digits and single hyphens, begin with a letter, and have at most %d characters."
              .formatted(name, LONGEST));
    }
    return name;
  }

  Region region() {
    try {
      return Optional.ofNullable(region)
          .map(Region::of)
          .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
    } catch (SdkException e) {
      throw new DeployException("Say in which region: --region eu-west-1, or AWS_REGION.");
    }
  }

  Path templates() {
    return templates.normalize();
  }

  Map<String, String> settings() {
    return settings;
  }

  boolean agrees() {
    return agrees;
  }
}
