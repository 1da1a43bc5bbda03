package io.runnerbean.deploy.stack;

import java.util.Map;

/** The stacks of a deployment. Each stack may depend on those before it. */
public enum Layer {
  NETWORK("network", "network.yaml"),
  DATA("data", "data.yaml"),
  WORKER("worker", "worker-eb.yaml"),
  OBSERVABILITY("observability", "observability.yaml");

  private final String suffix;
  private final String templateFile;

  Layer(String suffix, String templateFile) {
    this.suffix = suffix;
    this.templateFile = templateFile;
  }

  /** The name of this layer's stack in a deployment. */
  public String stackName(String deployment) {
    return deployment + "-" + suffix;
  }

  /** The file name of this layer's template. */
  public String templateFile() {
    return templateFile;
  }

  /** The template's parameters that name other stacks, with their values. */
  public Map<String, String> stackParameters(String deployment) {
    return switch (this) {
      case NETWORK -> Map.of();
      case DATA -> Map.of("NetworkStack", NETWORK.stackName(deployment));
      case WORKER ->
          Map.of(
              "NetworkStack",
              NETWORK.stackName(deployment),
              "DataStack",
              DATA.stackName(deployment));
      case OBSERVABILITY ->
          Map.of(
              "DataStack", DATA.stackName(deployment), "WorkerStack", WORKER.stackName(deployment));
    };
  }

  @Override
  public String toString() {
    return suffix;
  }
}
