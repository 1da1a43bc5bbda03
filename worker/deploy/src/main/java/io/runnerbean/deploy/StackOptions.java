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

/** The options that {@code deploy} and {@code destroy} share. */
final class StackOptions {

  /** The name becomes a part of the names of queues, environments and databases. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final int MAX_LENGTH = 24;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--stack",
      required = true,
      paramLabel = "NAME",
      description =
          "name of the deployment; its stacks are NAME-network, NAME-data, NAME-worker, NAME-observability")
  private String name = "";

  @Option(names = "--region", description = "the region (default: the AWS CLI's)")
  private @Nullable String region;

  @Option(
      names = "--templates",
      defaultValue = "${sys:runnerbean.home:-.}/cloudformation",
      description = "folder of the templates (default: cloudformation/)")
  private Path templates = Path.of("cloudformation");

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description =
          "a parameter of a template, such as MaxInstances=20; other parameters keep their values")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--yes", description = "do not ask for confirmation")
  private boolean assumesYes;

  /**
   * The name of the deployment.
   *
   * @throws DeployException if the name is invalid
   */
  String name() {
    if (!NAME.matcher(name).matches() || name.length() > MAX_LENGTH) {
      throw new DeployException(
          "--stack must consist of lower-case letters, digits and single hyphens, begin with a letter, and have at most %d characters; was \"%s\""
              .formatted(MAX_LENGTH, name));
    }
    return name;
  }

  Region region() {
    try {
      return Optional.ofNullable(region)
          .map(Region::of)
          .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
    } catch (SdkException e) {
      throw new DeployException("Missing region. Use --region eu-west-1, or set AWS_REGION.");
    }
  }

  Path templates() {
    return templates.normalize();
  }

  Map<String, String> settings() {
    return settings;
  }

  boolean assumesYes() {
    return assumesYes;
  }
}
