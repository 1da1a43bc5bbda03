package io.runnerbean.deploy.stack;

import java.util.Map;

/** The stacks of a deployment, in the order in which they need each other. */
public enum Layer {
  NETWORK("network", "network.yaml"),
  DATA("data", "data.yaml"),
  WORKER("worker", "worker-eb.yaml"),
  OBSERVABILITY("observability", "observability.yaml");

  private final String suffix;
  private final String file;

  Layer(String suffix, String file) {
    this.suffix = suffix;
    this.file = file;
  }

  /** The stack of this layer, in the deployment of this name. */
  public String of(String deployment) {
    return deployment + "-" + suffix;
  }

  /** Its template's name. */
  public String file() {
    return file;
  }

  /** The stacks that it needs, as its parameters name them. */
  public Map<String, String> needs(String deployment) {
    return switch (this) {
      case NETWORK -> Map.of();
      case DATA -> Map.of("NetworkStack", NETWORK.of(deployment));
      case WORKER ->
          Map.of("NetworkStack", NETWORK.of(deployment), "DataStack", DATA.of(deployment));
      case OBSERVABILITY ->
          Map.of("DataStack", DATA.of(deployment), "WorkerStack", WORKER.of(deployment));
    };
  }

  @Override
  public String toString() {
    return suffix;
  }
}
